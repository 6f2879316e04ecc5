package sundown.local.demo;

import java.util.List;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.AlbumCounts;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.google.StandInAccount.AlbumHolding;

/**
 * What became of the albums of a gallery, and what was left out.
 *
 * @param created the albums at Google
 * @param items in them; an item that is in two counts twice
 * @param outside how many times an item could not be put into an album
 * @param hidden the private items that were left out
 * @param deleted the items of the trash, which were left out
 */
record AlbumFigures(long created, long items, long outside, long hidden, long deleted) {
    static AlbumFigures of(Gallery gallery, List<AlbumHolding> held, TransferStatus end) {
        return new AlbumFigures(
                held.size(),
                held.stream().mapToLong(album -> album.items().size()).sum(),
                end.albums().orElse(AlbumCounts.NONE).outside(),
                end.hidden().items(),
                gallery.items().stream().filter(GalleryItem::isDeleted).count());
    }

    void addTo(Figures figures) {
        figures.put("albums", created)
                .put("itemsInAlbums", items)
                .put("itemsOutsideAlbums", outside)
                .put("privateLeftOut", hidden)
                .put("trashLeftOut", deleted)
                .line("albums", created + " with " + items + " items, and " + outside + " items outside")
                .line("left out", hidden + " private items, and " + deleted + " in the trash");
    }
}
