/** What functions measure: the catalogue of metrics, and how CloudWatch finds them in the log. */
package sundown.metrics;
