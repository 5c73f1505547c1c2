/**
 * Answers as pages for people: a report is a list of headings, sentences, tables and trees, made from an answer once and
 * rendered for the terminal, as Markdown or as CSV. Renderers know no answer.
 */
package org.chokepoint.app.report;
