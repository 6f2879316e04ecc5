package sundown.archive;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.gallery.ObjectKey;

/** A storage in front of another; it passes on what it does not change. */
public abstract class ForwardingVolumeStorage implements VolumeStorage {
    private final VolumeStorage real;

    /** A storage in front of this one. */
    protected ForwardingVolumeStorage(VolumeStorage real) {
        this.real = real;
    }

    @Override
    public UploadId begin(ObjectKey volume) {
        return real.begin(volume);
    }

    @Override
    public Optional<List<UploadedPart>> parts(ObjectKey volume, UploadId upload) {
        return real.parts(volume, upload);
    }

    @Override
    public Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
        return real.upload(volume, upload, number, bytes, length);
    }

    @Override
    public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
        return real.complete(volume, upload, parts);
    }

    @Override
    public void abort(ObjectKey volume, UploadId upload) {
        real.abort(volume, upload);
    }

    @Override
    public OptionalLong size(ObjectKey volume) {
        return real.size(volume);
    }

    @Override
    public Optional<InputStream> open(ObjectKey volume) {
        return real.open(volume);
    }

    @Override
    public URI link(ObjectKey volume, String fileName, Duration life) {
        return real.link(volume, fileName, life);
    }
}
