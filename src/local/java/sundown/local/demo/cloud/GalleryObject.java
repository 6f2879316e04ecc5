package sundown.local.demo.cloud;

import sundown.gallery.ObjectKey;

/**
 * Where S3 has an object of the gallery.
 *
 * @param key in the bucket, or what keys begin with
 */
public record GalleryObject(String bucket, String key) {
    static GalleryObject of(String own, String key) {
        return key.startsWith(ObjectKey.ELSEWHERE)
                ? new GalleryObject(ObjectKey.bucket(key), ObjectKey.key(key))
                : new GalleryObject(own, key);
    }
}
