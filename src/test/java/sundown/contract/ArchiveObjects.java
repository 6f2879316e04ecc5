package sundown.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.archive.Archive;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveKeys;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.archive.plan.PlanId;
import sundown.gallery.ObjectKey;

/** One object of each kind that an archive has: a plan, a volume, and a volume that is not whole. */
final class ArchiveObjects {
    private static final PlanId PLAN = SampleArchives.plan(1);

    private final ArchiveFiles files;
    private final VolumeStorage storage;
    private final ObjectKey plan;
    private final ObjectKey volume;
    private final ObjectKey unfinished;
    private final UploadId upload;

    /** Puts them there. */
    ArchiveObjects(ArchiveFiles files, VolumeStorage storage, Archive archive) {
        this.files = files;
        this.storage = storage;
        this.plan = ArchiveKeys.plan(archive, PLAN, 1);
        this.volume = ArchiveKeys.volume(archive, PLAN, 1);
        this.unfinished = ArchiveKeys.volume(archive, PLAN, 2);
        files.write(plan, new byte[10]);
        UploadId first = storage.begin(volume);
        storage.complete(volume, first, List.of(put(volume, first)));
        this.upload = storage.begin(unfinished);
        put(unfinished, upload);
    }

    /** Which of them are still there. */
    List<String> left() {
        Map<String, Boolean> there = Map.of(
                "plan", files.read(plan, 0).isPresent(),
                "volume", storage.size(volume).isPresent(),
                "upload", storage.parts(unfinished, upload).isPresent());
        return Stream.of("plan", "volume", "upload").filter(there::get).toList();
    }

    private UploadedPart put(ObjectKey key, UploadId id) {
        return storage.upload(key, id, 1, new byte[10], 10).orElseThrow();
    }
}
