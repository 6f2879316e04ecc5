/**
 * How far each group has come, counted every day for the operator: figures as JSON, and a page that a manager can read.
 */
package sundown.report;
