/** Digests as values: of photos, of volumes, of documents that people approve. */
package sundown.digest;
