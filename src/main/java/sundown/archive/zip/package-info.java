/**
 * Password-protected ZIP volumes. The sizes of all entries are known in advance, so the place of every byte is known
 * before any is read, and any range of a volume can be rendered alone.
 *
 * <p>The format is WinZip's AE-2 with AES-256, entries stored uncompressed, and Zip64 where it is needed.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the ZIP file format</a>
 * @see <a href="https://www.winzip.com/en/support/aes-encryption/">AES encryption of ZIP files: AE-1 and AE-2</a>
 */
package sundown.archive.zip;
