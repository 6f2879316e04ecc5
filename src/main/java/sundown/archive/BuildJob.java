package sundown.archive;

import java.time.Instant;
import sundown.archive.plan.PlannedEntry;
import sundown.archive.plan.VolumePlan;
import sundown.archive.zip.VolumeLayout;
import sundown.gallery.ObjectKey;
import sundown.secret.Secret;

/**
 * What a worker has in hand.
 *
 * @param volume as it is stored
 * @param deadline after it nothing is begun any more
 */
record BuildJob(
        Archive archive, Volume volume, VolumePlan plan, VolumeLayout layout, Secret password, Instant deadline) {

    static VolumeLayout layout(VolumePlan plan) {
        return VolumeLayout.of(plan.entries().stream().map(PlannedEntry::entry).toList());
    }

    ObjectKey key() {
        return ArchiveKeys.volume(archive, volume.plan(), volume.number());
    }

    /** The same with the volume as it is stored now. */
    BuildJob with(Volume saved) {
        return new BuildJob(archive, saved, plan, layout, password, deadline);
    }

    /** The same after another plan. */
    BuildJob with(Volume saved, VolumePlan next) {
        return new BuildJob(archive, saved, next, layout(next), password, deadline);
    }
}
