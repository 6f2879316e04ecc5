/** Counts every day how far each group has come, and lets operators read the documents of the audit bucket. */
package sundown.report;
