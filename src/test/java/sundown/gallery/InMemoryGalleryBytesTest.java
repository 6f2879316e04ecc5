package sundown.gallery;

import sundown.contract.GalleryBytesContract;

class InMemoryGalleryBytesTest extends GalleryBytesContract {
    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();

    @Override
    protected GalleryBytes bytes() {
        return bytes;
    }

    @Override
    protected void put(ObjectKey key, byte[] object) {
        bytes.put(key, object);
    }
}
