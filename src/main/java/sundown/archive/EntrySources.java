package sundown.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.PlannedEntry;
import sundown.archive.plan.Source;
import sundown.archive.zip.WrongContentsException;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectVersion;

/** Opens what the entries of one volume are made of, in exactly the versions that were planned. */
final class EntrySources {
    private final GalleryObjects gallery;
    private final ArchiveFiles files;
    private final Archive archive;
    private final PlanId plan;

    EntrySources(GalleryObjects gallery, ArchiveFiles files, Archive archive, PlanId plan) {
        this.gallery = gallery;
        this.files = files;
        this.archive = archive;
        this.plan = plan;
    }

    /**
     * Opens a section of an entry, from which exactly {@code length} bytes can be read.
     *
     * @param index the entry's, for the failure
     * @throws WrongContentsException when the bytes are not those that were planned
     */
    InputStream open(int index, PlannedEntry planned, long offset, long length) throws IOException {
        return switch (planned.source()) {
            case Source.Photo photo ->
                photo(index, photo.object(), planned.entry().bytes(), offset, length);
            case Source.Written written -> written(index, written.name(), offset);
        };
    }

    private InputStream photo(int index, ObjectVersion object, long bytes, long offset, long length)
            throws IOException {
        GalleryObjects.Section section = length == bytes ? gallery.open(object) : gallery.open(object, offset, length);
        return switch (section) {
            case GalleryObjects.Section.Found found -> ofLength(index, found, length);
            case GalleryObjects.Section.Changed ignored -> throw wrong(index, WrongContentsException.Reason.CHANGED);
            case GalleryObjects.Section.Gone ignored -> throw wrong(index, WrongContentsException.Reason.GONE);
        };
    }

    private static InputStream ofLength(int index, GalleryObjects.Section.Found found, long length) throws IOException {
        if (found.bytes() == length) {
            return found.stream();
        }
        found.close();
        throw wrong(
                index,
                found.bytes() < length ? WrongContentsException.Reason.SHORTER : WrongContentsException.Reason.LONGER);
    }

    private InputStream written(int index, String name, long offset) throws IOException {
        Optional<InputStream> stream = files.read(ArchiveKeys.file(archive, plan, name), offset);
        return stream.orElseThrow(() -> wrong(index, WrongContentsException.Reason.GONE));
    }

    private static WrongContentsException wrong(int index, WrongContentsException.Reason reason) {
        return new WrongContentsException(index, reason);
    }
}
