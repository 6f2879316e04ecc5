/** The measurements of functions: the catalogue of metrics, and their lines in the log for CloudWatch. */
package sundown.metrics;
