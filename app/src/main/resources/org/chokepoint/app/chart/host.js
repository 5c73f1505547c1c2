/*
 * What ECharts expects of a browser and Rhino lacks. All is drawn at once, so timers never fire. What it would complain of
 * is an error, and chance is a fixed sequence (Park and Miller, Communications of the ACM 36(7), 1993).
 */
var self = this;
function setTimeout() {
  return 0;
}
function clearTimeout() {}
var console = {
  log: function () {},
  warn: function (text) {
    throw new Error(String(text));
  },
  error: function (text) {
    throw new Error(String(text));
  }
};

Math.random = (function () {
  var state = 1;
  return function () {
    state = state * 48271 % 2147483647;
    return state / 2147483647;
  };
})();
