package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;

/** Takes the steps of a purge: each is saved before what it stands for is done. */
@Singleton
final class PurgeSteps {
    private static final Logger LOG = Logger.getLogger(PurgeSteps.class);

    /** So many messages are in memory at once. */
    private static final int TOGETHER = 100;

    private final ManifestFile manifest;
    private final CanaryCheck check;
    private final PurgeStore purges;
    private final MessageQueue<PurgeMessage> queue;
    private final DeletionRecords records;
    private final PurgeEnding ending;

    PurgeSteps(
            ManifestFile manifest,
            CanaryCheck check,
            PurgeStore purges,
            MessageQueue<PurgeMessage> queue,
            DeletionRecords records,
            PurgeEnding ending) {
        this.manifest = manifest;
        this.check = check;
        this.purges = purges;
        this.queue = queue;
        this.records = records;
        this.ending = ending;
    }

    /**
     * Takes the step that the rules name.
     *
     * @return false when there is none, or when somebody was faster
     */
    boolean take(Purge purge, PurgeContext now, PurgeRules.Next next) {
        return switch (next) {
            case PurgeRules.Next.Nothing ignored -> false;
            case PurgeRules.Next.Annul annul -> annul(annul.purge());
            case PurgeRules.Next.BeginCanary canary -> begin(purge, canary.accounts(), now.now());
            case PurgeRules.Next.BeginWave wave -> begin(purge, wave.accounts(), now.now());
            case PurgeRules.Next.SendAgain ignored -> sendAgain(purge, WaveRules.sentAgain(purge, now.now()));
            case PurgeRules.Next.CheckCanary ignored -> check(purge, WaveRules.canaryPassed(purge, now.now()));
            case PurgeRules.Next.Done ignored -> save(WaveRules.purged(purge, now.now()));
        };
    }

    private boolean annul(Purge annulled) {
        boolean saved = save(annulled);
        if (saved) {
            LOG.warnf(
                    "audit: approvals void, group %s, plan %s: timeline, holds or plan have changed",
                    annulled.group(), annulled.plan().id());
        }
        return saved;
    }

    private boolean begin(Purge before, long accounts, Instant now) {
        return approved(before, lines -> {
            List<ManifestLine> wave = lines.skip(begun(before)).limit(accounts).toList();
            Purge after = WaveRules.begun(
                    before, wave.stream().map(ManifestLine::user).toList(), now);
            return save(after) && send(after, wave.stream());
        });
    }

    /** Some have come to their end since they were counted, and more will: they are met by their record. */
    private boolean sendAgain(Purge before, Purge after) {
        return approved(before, lines -> save(after) && send(after, unfinished(after, lines)));
    }

    private Stream<ManifestLine> unfinished(Purge purge, Stream<ManifestLine> lines) {
        List<Wave> open = purge.state().deletion().map(Progress::open).orElse(List.of());
        Set<UserId> finished = open.stream()
                .flatMap(wave -> records.within(purge.group(), purge.plan().id(), wave.first(), wave.last()))
                .filter(Deletion::finished)
                .map(Deletion::user)
                .collect(Collectors.toSet());
        return lines.filter(line -> open.stream().anyMatch(wave -> wave.has(line.user())))
                .filter(line -> !finished.contains(line.user()));
    }

    private boolean check(Purge before, Purge after) {
        return approved(before, lines -> {
            if (check.passes(before, lines.limit(begun(before)))) {
                return save(after);
            }
            return end(before, "what the first accounts had is not all deleted");
        });
    }

    private boolean approved(Purge purge, Function<Stream<ManifestLine>, Boolean> step) {
        return manifest.listed(purge).map(step).orElseGet(() -> end(purge, "the manifest is not what was approved"));
    }

    private boolean end(Purge purge, String reason) {
        ending.end(purge.group(), purge.plan().id(), reason);
        return true;
    }

    private boolean send(Purge purge, Stream<ManifestLine> lines) {
        lines.map(line -> PurgeMessage.of(purge, line))
                .gather(Gatherers.windowFixed(TOGETHER))
                .forEach(queue::send);
        return true;
    }

    private boolean save(Purge purge) {
        return purges.save(purge).isPresent();
    }

    private static long begun(Purge purge) {
        return purge.state().deletion().map(Progress::begun).orElse(0L);
    }
}
