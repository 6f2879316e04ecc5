/** The rehearsal of a shutdown with a sample of an import's users. */
package sundown.local.rehearsal;
