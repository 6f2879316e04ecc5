package sundown.archive;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.DeliveredItem;
import sundown.archive.plan.DeliveredItem.DatePlace;
import sundown.archive.plan.WrittenFile;
import sundown.archive.zip.ZipWriter;
import sundown.digest.Sha256;
import sundown.failure.RetryableFailure;
import sundown.gallery.Tally;
import sundown.media.DateInside;
import sundown.media.KnownDate;
import sundown.media.Splice;
import sundown.media.Splice.Spliced;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.sweep.SeveralAtOnce;

/** Builds one volume in one run: reads its items, writes the ZIP file, and uploads it as an attempt of its own. */
@Singleton
record VolumeBuilder(
        GalleryWalk gallery,
        ReadAhead reading,
        VolumeStorage storage,
        SecretSealer sealer,
        ArchiveSettings settings,
        RandomGenerator random,
        Clock clock,
        SeveralAtOnce several) {
    private static final int CHANGED_BYTES_AT_ONCE = 64 << 10;

    /** The outcome of an attempt. */
    sealed interface BuildResult {
        /** The volume is complete. */
        record Built(long bytes, Sha256 sha256, Tally items, List<LeftOut> leftOut, Map<DatePlace, Long> dates)
                implements BuildResult {}

        /** Time ran out at an item, or an item changed while it was read. */
        record Hindered(Volume.Hindrance hindrance) implements BuildResult {}

        /** The archive has ended, another worker has the volume, or the upload is gone. */
        record LeaseLost() implements BuildResult {}
    }

    /** Builds until the volume is complete or the deadline has passed. */
    BuildResult build(VolumeLease lease, Instant deadline) {
        Archive archive = lease.archive();
        Secret password =
                sealer.open(archive.user(), SecretPurpose.ARCHIVE_PASSWORD, archive.passwordOf(lease.volume()));
        try (VolumeUpload upload = new VolumeUpload(
                storage, VolumeStorage.key(archive.group(), lease.volume()), settings.partBytes(), several)) {
            Attempt attempt = new Attempt(lease, deadline, upload, new ZipWriter(upload, password, random));
            BuildResult outcome = attempt.run();
            if (!(outcome instanceof BuildResult.Built)) {
                upload.abort();
            }
            return outcome;
        }
    }

    /** One attempt at one volume. */
    private final class Attempt {
        private final VolumeLease lease;
        private final Instant deadline;
        private final VolumeUpload upload;
        private final ZipWriter zip;
        private final List<DeliveredItem> delivered = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private boolean skipping;
        private DateInside found = new DateInside.NotKnown();
        private Spliced changed = new Spliced(List.of(), InputStream.nullInputStream(), 0);

        private Attempt(VolumeLease lease, Instant deadline, VolumeUpload upload, ZipWriter zip) {
            this.lease = lease;
            this.deadline = deadline;
            this.upload = upload;
            this.zip = zip;
        }

        private BuildResult run() {
            return reading.read(readable())
                    .map(this::take)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseGet(this::finish);
        }

        private List<ArchiveItem> readable() {
            Volume volume = lease.volume();
            List<ArchiveItem> readable = new ArrayList<>();
            for (ArchiveItem item : gallery.of(volume, lease.archive().chosen())) {
                item.obstacle(settings.itemBytes())
                        .or(() -> volume.obstacle(item.item().id()))
                        .ifPresentOrElse(reason -> leave(item, reason), () -> readable.add(item));
            }
            return readable;
        }

        private void leave(ArchiveItem item, LeftOut.Reason reason) {
            leftOut.add(LeftOut.of(item.item(), reason));
        }

        /** Writes a section; gives an outcome if the attempt ends with it. */
        private Optional<BuildResult> take(ReadAhead.Piece piece) {
            if (clock.instant().isAfter(deadline)) {
                return hindered(piece, LeftOut.Reason.TOO_SLOW);
            }
            if (upload.gone() || !lease.renew(upload.bytes())) {
                return Optional.of(new BuildResult.LeaseLost());
            }
            if (piece.first()) {
                skipping = piece.wrong().isPresent();
                piece.wrong().ifPresent(reason -> leave(piece.item(), reason));
            }
            if (!skipping && piece.wrong().isPresent()) {
                return hindered(piece, piece.wrong().get());
            }
            if (!skipping) {
                write(piece);
            }
            reading.done(piece);
            return Optional.empty();
        }

        private Optional<BuildResult> hindered(ReadAhead.Piece piece, LeftOut.Reason reason) {
            return Optional.of(new BuildResult.Hindered(
                    new Volume.Hindrance(piece.item().item().id(), reason)));
        }

        private void write(ReadAhead.Piece piece) {
            ArchiveItem item = piece.item();
            try {
                if (piece.first()) {
                    found = look(piece);
                    changed = new Spliced(additions(), InputStream.nullInputStream(), 0);
                    zip.begin(item.path(), item.bytes() + Splice.growth(additions()), item.modified());
                }
                if (additions().isEmpty()) {
                    zip.write(piece.buffer().bytes, 0, piece.length());
                } else {
                    writeChanged(piece);
                }
                if (piece.last()) {
                    zip.end();
                    delivered.add(new DeliveredItem(item, item.bytes() + Splice.growth(additions()), place()));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory takes what is written", impossible);
            }
        }

        private void writeChanged(ReadAhead.Piece piece) throws IOException {
            changed.follow(new ByteArrayInputStream(piece.buffer().bytes, 0, piece.length()));
            byte[] some = new byte[CHANGED_BYTES_AT_ONCE];
            for (int count = changed.read(some); count >= 0; count = changed.read(some)) {
                zip.write(some, 0, count);
            }
        }

        /** Looks for the date inside an item, of which it reads more only where a film has its headers at the end. */
        private DateInside look(ReadAhead.Piece piece) {
            ArchiveItem item = piece.item();
            if (known(item).isEmpty()) {
                return new DateInside.NotKnown();
            }
            try {
                byte[] head = piece.length() < Math.min(DateInside.HEAD_BYTES_MAX, item.bytes())
                        ? reading.read(item, 0, DateInside.HEAD_BYTES_MAX)
                        : Arrays.copyOf(piece.buffer().bytes, Math.min(piece.length(), DateInside.HEAD_BYTES_MAX));
                return DateInside.look(
                        item.item().name(), head, (offset, length) -> reading.read(item, offset, length), known(item));
            } catch (IOException broken) {
                throw new RetryableFailure("the bytes of an item broke off", broken);
            }
        }

        private Optional<KnownDate> known(ArchiveItem item) {
            return lease.archive().dates().flatMap(zone -> KnownDate.of(item.item(), zone));
        }

        private List<Splice> additions() {
            return found instanceof DateInside.Absent absent ? absent.additions() : List.of();
        }

        private DatePlace place() {
            return switch (found) {
                case DateInside.Present _ -> DatePlace.INSIDE;
                case DateInside.NotKnown _ -> DatePlace.NOT_KNOWN;
                case DateInside.Absent(List<Splice> added) when !added.isEmpty() -> DatePlace.ADDED;
                case DateInside.Absent _ -> DatePlace.BESIDE;
            };
        }

        private BuildResult finish() {
            try {
                for (WrittenFile file : files()) {
                    if (file.isReadable()) {
                        zip.writeReadable(file.name(), file.utf8(), clock.instant());
                    } else {
                        zip.write(file.name(), file.utf8(), clock.instant());
                    }
                }
                for (WrittenFile sidecar : sidecars()) {
                    // The user may have a file of this name, which has what they know of the photo.
                    if (!zip.has(sidecar.name())) {
                        zip.write(sidecar.name(), sidecar.utf8(), clock.instant());
                    }
                }
                zip.finish();
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory takes what is written", impossible);
            }
            return upload.complete()
                    .<BuildResult>map(sha256 -> new BuildResult.Built(
                            upload.bytes(),
                            sha256,
                            items(),
                            leftOut,
                            delivered.stream()
                                    .collect(Collectors.groupingBy(DeliveredItem::date, Collectors.counting()))))
                    .orElseGet(BuildResult.LeaseLost::new);
        }

        private List<WrittenFile> sidecars() {
            return delivered.stream()
                    .filter(item -> item.date() == DatePlace.BESIDE)
                    .map(DeliveredItem::item)
                    .map(item -> WrittenFile.sidecar(item.path(), known(item).orElseThrow()))
                    .toList();
        }

        private Tally items() {
            return new Tally(
                    delivered.size(),
                    delivered.stream().mapToLong(item -> item.item().bytes()).sum());
        }

        private List<WrittenFile> files() {
            Archive archive = lease.archive();
            int volume = lease.volume().number();
            List<WrittenFile> files = new ArrayList<>();
            files.add(WrittenFile.items(volume, delivered));
            if (!leftOut.isEmpty()) {
                files.add(WrittenFile.leftOut(volume, leftOut));
            }
            if (volume == 1) {
                files.add(WrittenFile.readMe(
                        archive.itemsBeside(lease.volume()),
                        archive.contents().orElseThrow().volumes(),
                        archive.createdAt(),
                        lease.archiveEnd()));
            }
            return files;
        }
    }
}
