/** The demonstration of an archive. */
package sundown.local.demo.archive;
