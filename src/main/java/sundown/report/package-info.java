/** How far each group has come, counted every day for the operator: figures as JSON, and a page. */
package sundown.report;
