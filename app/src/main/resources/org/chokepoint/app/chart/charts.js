/*
 * What chart options cannot say in JSON. Options name a function as {"$function": NAME, ...settings}; it is made with these
 * settings here. Loaded behind echarts.min.js by whatever draws a chart, in a browser or without one.
 */
var charts = (function () {
  'use strict';

  /* Many boxes as one path: an element for each of some thousand spans would cost a millisecond each without a JIT. */
  echarts.graphic.registerShape('boxes', echarts.graphic.extendShape({
    type: 'boxes',
    shape: { boxes: [] },
    buildPath: function (path, shape) {
      for (var i = 0; i < shape.boxes.length; i++) {
        var box = shape.boxes[i];
        path.rect(box.x, box.y, box.width, box.height);
      }
    }
  }));

  function tenths(pixels) {
    return Math.round(pixels * 10) / 10;
  }

  /* Texts inside a box, one for each part of its height; none where one is too wide or too small to read. */
  function inside(box, texts, settings) {
    var longest = Math.max.apply(null, texts.map(function (text) { return text.length; }));
    if (longest === 0 || settings.fontSize < 7 || longest * settings.fontSize * 0.6 + 3 > box.width) {
      return [];
    }
    return texts.map(function (text, at) {
      return {
        type: 'text',
        silent: true,
        style: {
          text: text,
          x: tenths(box.x + box.width / 2),
          y: tenths(box.y + box.height * (at + 0.5) / texts.length),
          align: 'center',
          verticalAlign: 'middle',
          fontSize: settings.fontSize,
          fill: settings.inks[at]
        }
      };
    });
  }

  /*
   * Draws a custom series whose items are [lane, start, end]. Several fills stand one above the other in each box, and so
   * do as many texts. All boxes come with the last item, as one path for each fill.
   */
  function spans(settings) {
    var fills = settings.fills;
    return function (params, api) {
      var context = params.context;
      context.boxes = context.boxes || [];
      context.texts = context.texts || [];
      var from = api.coord([api.value(1), api.value(0)]);
      var to = api.coord([api.value(2), api.value(0)]);
      var height = Math.round(api.size([0, 1])[1] * settings.share);
      var width = to[0] - from[0];
      /* White between neighbours, unless it would pale the colours of narrow boxes. */
      var visible = Math.max(width < 4 ? width : width - Math.min(1, width / 5), 0.4);
      var box = { x: from[0], y: from[1] - height / 2, width: visible, height: height };
      context.boxes.push(box);
      context.texts.push.apply(context.texts, inside(box, settings.texts[params.dataIndex], settings));
      if (params.dataIndexInside < params.dataInsideLength - 1) {
        return undefined;
      }
      var paths = fills.map(function (fill, at) {
        var part = height / fills.length;
        var boxes = context.boxes.map(function (each) {
          return { x: each.x, y: each.y + at * part, width: each.width, height: part };
        });
        return { type: 'boxes', shape: { boxes: boxes }, style: { fill: fill } };
      });
      return { type: 'group', children: paths.concat(context.texts) };
    };
  }

  /* Labels of logarithmic axes: 10³ and so on outside of 0.001 to 1,000. */
  function powers() {
    var digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
    return function (value) {
      var exponent = Math.round(Math.log(value) / Math.LN10);
      if (Math.abs(exponent) <= 3) {
        return echarts.format.addCommas(value);
      }
      var raised = String(Math.abs(exponent)).replace(/\d/g, function (digit) {
        return digits.charAt(digit);
      });
      return '10' + (exponent < 0 ? '⁻' : '') + raised;
    };
  }

  var functions = { spans: spans, powers: powers };

  /* Options with functions where they are named. */
  function resolve(node) {
    if (Array.isArray(node)) {
      return node.map(resolve);
    }
    if (node === null || typeof node !== 'object') {
      return node;
    }
    if (node.$function !== undefined) {
      if (!Object.prototype.hasOwnProperty.call(functions, node.$function)) {
        throw new Error("charts.js has no function '" + node.$function + "'; it has "
          + Object.keys(functions).join(', ') + '.');
      }
      return functions[node.$function](node);
    }
    var resolved = {};
    Object.keys(node).forEach(function (key) {
      resolved[key] = resolve(node[key]);
    });
    return resolved;
  }

  /* Options, as JSON, as SVG text, without a document. */
  function svg(options, width, height) {
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    chart.setOption(resolve(JSON.parse(options)));
    var text = chart.getZr().painter.renderToString({ cssEmphasis: false, cssAnimation: false });
    chart.dispose();
    return text;
  }

  return { resolve: resolve, svg: svg };
})();
