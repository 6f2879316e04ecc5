package sundown.gallery;

import sundown.contract.GalleryIndexContract;

class InMemoryGalleryIndexTest extends GalleryIndexContract {
    private final InMemoryGalleryIndex index = new InMemoryGalleryIndex();

    @Override
    protected GalleryIndex index() {
        return index;
    }

    @Override
    protected void put(Item item) {
        index.put(user, item);
    }
}
