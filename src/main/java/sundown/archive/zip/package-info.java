/** Password-protected ZIP files, written in one pass. */
package sundown.archive.zip;
