package sundown.archive;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveView.DownloadView;
import sundown.archive.Volume.VolumeState;
import sundown.digest.Sha256;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.failure.UntilSaved;
import sundown.hold.Exports;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.timeline.Dates.Phase;

/** Finds the caller's archive, changes it, and shows it: shared by the functions of the API. */
@Singleton
record CurrentArchives(
        Exports exports, ArchiveStore archives, VolumeStorage storage, SecretSealer sealer, Clock clock) {
    /** How long a link works, unless the archive ends before. */
    private static final Duration LINK_LIFE_MAX = Duration.ofMinutes(10);

    private static final Duration LINK_LIFE_MIN = Duration.ofSeconds(1);

    /**
     * Finds the caller's archive.
     *
     * @throws sundown.edge.Problem when there is none, it has expired, exports have ended, or the user deleted it;
     *     whatever the storage still holds
     */
    private Archive require(UserId user, Exports.Open open) {
        Archive archive = archives.find(user)
                .orElseThrow(() -> Problem.of(ProblemType.NO_ARCHIVE, "You have not asked for an archive."));
        Archive current = ArchiveRules.ending(archive, open.dates().close(), clock.instant())
                .orElse(archive);
        if (current.state() instanceof ArchiveState.Ended ended) {
            refuse(ended, open);
        }
        return current;
    }

    private static void refuse(ArchiveState.Ended ended, Exports.Open open) {
        switch (ended.why()) {
            case EXPIRED ->
                throw Problem.of(
                        ProblemType.ARCHIVE_EXPIRED, "Its time to be downloaded is over. You can ask for a new one.");
            case CLOSED -> throw Exports.notOpen(Phase.CLOSED, open.dates());
            case DELETED -> throw Problem.of(ProblemType.ARCHIVE_DELETED, "You deleted it. You can ask for a new one.");
            case GAVE_UP -> {
                // The user must see what happened.
            }
        }
    }

    /** A volume of an archive. */
    Optional<Volume> findVolume(Archive archive, int number) {
        return archives.findVolume(archive, number);
    }

    /** Changes the caller's archive and shows it. The change is repeated if another request or a builder was faster. */
    ApiResponse change(UserId user, UnaryOperator<Archive> change) {
        Exports.Open open = exports.require(user);
        Archive saved = UntilSaved.save(() -> Optional.of(change.apply(require(user, open))), archives::save)
                .orElseThrow();
        return show(saved, open);
    }

    /** Answers with state and progress, without what opens the archive. */
    ApiResponse show(Archive archive, Exports.Open open) {
        return answer(
                ArchiveView.of(
                        archive, archives.listVolumes(archive), open.dates().close(), clock.instant()),
                open);
    }

    private ApiResponse answer(ArchiveView view, Exports.Open open) {
        return ApiResponse.ok(Json.write(view))
                .lookAgainIn(view.lookAgainInSeconds())
                .with(open.dates().headers(clock.instant()));
    }

    /**
     * Answers with state and progress, and once the archive is ready its password and links. The archive may end while
     * this is prepared.
     */
    ApiResponse showWithDownload(UserId user) {
        Exports.Open open = exports.require(user);
        Archive archive = require(user, open);
        if (!(archive.state() instanceof ArchiveState.Ready)) {
            return show(archive, open);
        }
        List<Volume> volumes = archives.listVolumes(archive);
        Secret password = open(user, archive.password().orElseThrow());
        Optional<Secret> privatePassword =
                archive.privatePart().map(Archive.PrivatePart::password).map(secret -> open(user, secret));
        Instant now = clock.instant();
        Instant close = open.dates().close();
        Archive shown = ArchiveRules.ending(archive, close, now).orElse(archive);
        Optional<DownloadView> download = Optional.of(shown)
                .filter(ready -> ready.state().live())
                .map(ready -> download(ready, password, privatePassword, volumes, close, now));
        return answer(ArchiveView.of(shown, volumes, download, close, now), open);
    }

    private Secret open(UserId user, SealedSecret password) {
        return sealer.open(user, SecretPurpose.ARCHIVE_PASSWORD, password);
    }

    private DownloadView download(
            Archive archive,
            Secret password,
            Optional<Secret> privatePassword,
            List<Volume> volumes,
            Instant close,
            Instant now) {
        Duration life = linkLife(ArchiveRules.end(archive, close), now);
        return new DownloadView(
                password.reveal(),
                privatePassword.map(Secret::reveal),
                now.plus(life),
                volumes.stream().map(volume -> volume(archive, volume, life)).toList(),
                DownloadView.PROGRAMS);
    }

    private static Duration linkLife(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        Duration life = left.compareTo(LINK_LIFE_MAX) < 0 ? left : LINK_LIFE_MAX;
        return life.compareTo(LINK_LIFE_MIN) < 0 ? LINK_LIFE_MIN : life;
    }

    private DownloadView.VolumeView volume(Archive archive, Volume volume, Duration life) {
        String name = fileName(volume, archive.contents().orElseThrow().volumes());
        URI link = storage.link(VolumeStorage.key(archive.group(), volume), name, life);
        return new DownloadView.VolumeView(
                volume.number(),
                volume.isPrivate(),
                name,
                volume.bytes(),
                sha256(volume),
                link,
                archive.downloads().volumes().contains(volume.number()),
                volume.leftOut(),
                volume.examples().stream().map(DownloadView.LeftOutView::of).toList());
    }

    private static Sha256 sha256(Volume volume) {
        if (volume.state() instanceof VolumeState.Done done) {
            return done.sha256();
        }
        throw new IllegalStateException("an archive is ready only when all its volumes are done");
    }

    private static String fileName(Volume volume, int volumes) {
        String all = Integer.toString(volumes);
        String number = Integer.toString(volume.number());
        String padded = "0".repeat(all.length() - number.length()) + number;
        return (volume.isPrivate() ? "private-" : "photos-") + padded + "-of-" + all + ".zip";
    }
}
