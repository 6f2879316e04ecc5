/** The page of a progress report: HTML and SVG by hand, complete in one file, without scripts. */
package sundown.report.page;
