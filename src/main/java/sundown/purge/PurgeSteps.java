package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;

/** Takes the steps of a purge: each is saved before what it stands for is done. */
@Singleton
final class PurgeSteps {
    private static final Logger LOG = Logger.getLogger(PurgeSteps.class);

    /** So many messages are in memory at once. */
    private static final int TOGETHER = 100;

    private final ManifestTree manifest;
    private final CanaryCheck check;
    private final PurgeStore purges;
    private final MessageQueue<PurgeMessage> queue;
    private final DeletionRecords records;
    private final PurgeEnding ending;

    PurgeSteps(
            ManifestTree manifest,
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
            case PurgeRules.Next.SendAgain ignored -> sendAgain(WaveRules.sentAgain(purge, now.now()));
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
        return approved(before, manifest.listed(before, begun(before), accounts), wave -> {
            Purge after =
                    WaveRules.begun(before, wave.stream().map(Inclusion::place).toList(), now);
            return save(after) && send(after, wave.stream());
        });
    }

    /** Some have come to their end since they were counted, and more will: they are met by their record. */
    private boolean sendAgain(Purge after) {
        boolean saved = save(after);
        if (saved) {
            after.state().deletion().map(Progress::open).orElse(List.of()).forEach(wave -> sendAgain(after, wave));
        }
        return saved;
    }

    private void sendAgain(Purge purge, Wave wave) {
        approved(purge, manifest.within(purge, wave), begun -> {
            Set<Place> finished = records.within(purge.group(), purge.plan().id(), wave.first(), wave.last())
                    .filter(Deletion::finished)
                    .map(Deletion::place)
                    .collect(Collectors.toSet());
            return send(purge, begun.stream().filter(account -> !finished.contains(account.place())));
        });
    }

    private boolean check(Purge before, Purge after) {
        return approved(before, manifest.listed(before, 0, begun(before)), canary -> {
            if (check.passes(before, canary.stream())) {
                return save(after);
            }
            return end(before, "what the first accounts had is not all deleted");
        });
    }

    private boolean approved(Purge purge, Optional<List<Inclusion>> read, Predicate<List<Inclusion>> step) {
        return read.map(step::test).orElseGet(() -> end(purge, "the manifest is not what was approved"));
    }

    private boolean end(Purge purge, String reason) {
        ending.end(purge.group(), purge.plan().id(), reason);
        return true;
    }

    private boolean send(Purge purge, Stream<Inclusion> accounts) {
        accounts.map(account -> PurgeMessage.of(purge, account))
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
