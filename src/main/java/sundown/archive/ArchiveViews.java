package sundown.archive;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.timeline.Exports;

/** Shows archives to their owners. */
@Singleton
final class ArchiveViews {
    /** How long a link can be used; never past the archive's end. */
    static final Duration LINK = Duration.ofMinutes(10);

    private final ArchiveStore archives;
    private final VolumeStorage storage;
    private final SecretSealer sealer;
    private final Clock clock;

    ArchiveViews(ArchiveStore archives, VolumeStorage storage, SecretSealer sealer, Clock clock) {
        this.archives = archives;
        this.storage = storage;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** State and progress; nothing that opens it. */
    ArchiveView of(Archive archive, Exports.Open open) {
        return ArchiveView.of(archive, archives.volumes(archive), open.dates().close(), clock.instant());
    }

    /** The same with password and links, when it is ready; its end may come while the password is opened. */
    ArchiveView withDownload(Archive archive, Exports.Open open) {
        if (!(archive.state() instanceof ArchiveState.Ready)) {
            return of(archive, open);
        }
        List<Volume> volumes = archives.volumes(archive);
        Secret password = sealer.open(archive.user(), archive.password().orElseThrow());
        Instant now = clock.instant();
        Instant close = open.dates().close();
        return ArchiveRules.ending(archive, close, now)
                .map(ended -> ArchiveView.of(ended, volumes, close, now))
                .orElseGet(() -> ArchiveView.of(archive, volumes, close, now)
                        .with(download(archive, password, volumes, ArchiveRules.end(archive, close), now)));
    }

    private static Duration linkLife(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        Duration life = left.compareTo(LINK) < 0 ? left : LINK;
        return life.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : life;
    }

    private DownloadView download(Archive archive, Secret password, List<Volume> volumes, Instant end, Instant now) {
        Duration life = linkLife(end, now);
        return new DownloadView(
                password.reveal(),
                now.plus(life).toString(),
                volumes.stream().map(volume -> volume(archive, volume, life)).toList(),
                DownloadView.PROGRAMS,
                archive.downloads().finishedAt().map(Instant::toString));
    }

    private DownloadView.VolumeView volume(Archive archive, Volume volume, Duration life) {
        String name = fileName(volume.number(), archive.contents().orElseThrow().volumes());
        URI link = storage.link(ArchiveKeys.volume(archive, volume.plan(), volume.number()), name, life);
        return new DownloadView.VolumeView(
                volume.number(),
                name,
                volume.bytes(),
                sha256(volume),
                link.toString(),
                archive.downloads().volumes().contains(volume.number()),
                volume.leftOut(),
                volume.examples().stream()
                        .map(leftOut -> new DownloadView.LeftOutView(
                                leftOut.item().value(),
                                leftOut.name(),
                                leftOut.reason().name(),
                                leftOut.reason().sentence()))
                        .toList());
    }

    private static String sha256(Volume volume) {
        if (volume.state() instanceof VolumeState.Done done) {
            return done.sha256().hex();
        }
        throw new IllegalStateException("an archive is ready only when all its volumes are done");
    }

    private static String fileName(int number, int volumes) {
        String all = Integer.toString(volumes);
        String padded = "0".repeat(all.length() - Integer.toString(number).length()) + number;
        return "photos-" + padded + "-of-" + all + ".zip";
    }
}
