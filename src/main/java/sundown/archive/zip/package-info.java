/** Volumes as encrypted ZIP files, of which any part can be rendered alone. */
package sundown.archive.zip;
