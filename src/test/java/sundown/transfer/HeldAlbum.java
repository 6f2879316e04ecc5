package sundown.transfer;

import java.util.List;
import sundown.digest.Sha1;
import sundown.transfer.PhotoLibrary.AlbumId;

/**
 * An album that an account has in a library.
 *
 * @param items the digests of its items, in its order
 */
public record HeldAlbum(AlbumId id, String title, List<Sha1> items) {}
