/**
 * Golden files pin every stored and sent format: rows, messages, events, documents, and the log lines that alarms
 * match. {@code -Dgolden.write=true} rewrites them; a changed file needs an entry in the changelog, and a reader for
 * the format before.
 */
package sundown.golden;
