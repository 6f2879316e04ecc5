package sundown.simulation.planted;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.VolumeState;
import sundown.archive.VolumeStorage;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.plan.VolumePlanDocument;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.secret.SealedSecret;
import sundown.secret.Secret;
import sundown.secret.SecretPurpose;
import sundown.secret.SecretSealer;
import sundown.simulation.port.WatchedStorage;
import sundown.simulation.run.Plant;
import sundown.timeline.GroupId;

/** Bugs that the functions of archives could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedArchiveBug implements Plant {
    /** A link lives for ten minutes, whatever its archive does. */
    LINKS_OUTLIVE_THE_ARCHIVE(VolumeStorage.class, real -> new Object() {
        public URI link(ObjectKey volume, String fileName, Duration life) {
            return real.link(volume, fileName, WatchedStorage.LONGEST_LINK);
        }
    }),

    /** The last item of a volume is dropped, and nobody is told. */
    ITEM_DROPPED_SILENTLY(ArchiveFiles.class, real -> new Object() {
        public void write(ObjectKey key, byte[] bytes) {
            real.write(key, key.value().endsWith(".plan") ? withoutLast(bytes) : bytes);
        }
    }),

    /** Who cleans up removes the archive that has been begun since, too. */
    CLEANING_REMOVES_THE_NEXT_ARCHIVE(ArchiveFiles.class, real -> new Object() {
        public void remove(GroupId group, UserId user, ArchiveId archive) {
            real.archives(group, user).forEach(each -> real.remove(group, user, each));
        }
    }),

    /** One time for the cleaning of all ended archives: each end postpones what ended before. */
    CLEANING_POSTPONED_BY_THE_NEXT_END(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            return real.save(Records.with(archive, "earlier", List.of()));
        }
    }),

    /** Who cleans up forgets to. */
    CLEANING_REMOVES_NOTHING(ArchiveFiles.class, real -> new Object() {
        public void remove(GroupId group, UserId user, ArchiveId archive) {}
    }),

    /** A volume that is done counts for one that is not, so that an archive is ready too early. */
    VOLUME_COUNTED_TWICE(ArchiveStore.class, real -> new Object() {
        public List<Volume> volumes(Archive archive) {
            return doneTwice(real.volumes(archive));
        }
    }),

    /** A password outlives its archive. */
    PASSWORD_KEPT(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            Optional<SealedSecret> before = real.find(archive.user()).flatMap(Archive::password);
            return real.save(archive.password().isPresent() ? archive : Records.with(archive, "password", before));
        }
    }),

    /** A save asks for no version: the last one wins. */
    NO_VERSION_CHECK(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            return real.save(real.find(archive.user())
                    .map(stored -> Records.with(archive, "version", stored.version()))
                    .orElse(archive));
        }
    }),

    /** Nobody looks after archives whose messages were lost, or whose time has come. */
    NOBODY_LOOKS_AFTER(ArchiveStore.class, real -> new Object() {
        public List<UserId> due(int shard, Instant now, int limit) {
            return List.of();
        }
    }),

    /** The log shows passwords. */
    PASSWORD_LOGGED(SecretSealer.class, real -> new Object() {
        public Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed) {
            Secret opened = real.open(user, purpose, sealed);
            LOG.info("opened " + opened.reveal());
            return opened;
        }
    });

    private static final Logger LOG = Logger.getLogger("sundown.archive");

    private final PlantedPort<?> planted;

    <T> PlantedArchiveBug(Class<T> port, Function<T, ?> bug) {
        planted = new PlantedPort<>(port, bug);
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }

    private static byte[] withoutLast(byte[] document) {
        VolumePlan plan = VolumePlanDocument.read(document);
        List<PlannedEntry> entries = new ArrayList<>(plan.entries());
        if (entries.getLast().source() instanceof Source.Photo) {
            entries.removeLast();
        }
        return VolumePlanDocument.write(new VolumePlan(plan.number(), entries, plan.leftOut()));
    }

    private static List<Volume> doneTwice(List<Volume> volumes) {
        List<Volume> done = volumes.stream()
                .filter(volume -> volume.state() instanceof VolumeState.Done)
                .toList();
        return done.isEmpty()
                ? volumes
                : volumes.stream()
                        .map(volume -> volume.in(done.getFirst().state()))
                        .toList();
    }
}
