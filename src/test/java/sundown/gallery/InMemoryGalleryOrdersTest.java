package sundown.gallery;

import sundown.contract.GalleryOrdersContract;

class InMemoryGalleryOrdersTest extends GalleryOrdersContract {
    InMemoryGalleryOrdersTest() {
        super(new InMemoryGalleryOrders());
    }
}
