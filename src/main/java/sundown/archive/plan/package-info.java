/** What goes where in an archive: pure, and decided as a whole before a byte is read. */
package sundown.archive.plan;
