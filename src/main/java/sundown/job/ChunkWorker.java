package sundown.job;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkWork.Unfinished;
import sundown.metrics.Metric;
import sundown.timeline.Group;

/**
 * Works on a chunk of a job, page by page, and hands it on before the time of the function is over. After each page it
 * saves a checkpoint, so that the death of a worker costs a page. Of two workers at one chunk, the one that saves last
 * stops.
 */
@Singleton
public record ChunkWorker(JobStore jobs, GroupUsers users, Clock clock) {
    private static final Logger LOG = Logger.getLogger(ChunkWorker.class);

    /** The rest of the function's time, at least 40 seconds, is enough for the entry that is being visited. */
    public static final Duration TURN_MAX = Duration.ofSeconds(80);

    /** The number of entries in a page. */
    public static final int PAGE_USERS = 50;

    /**
     * The rest of a chunk that is not in turn. It is in turn soon after others have ended, or more may go on at once.
     */
    static final Duration REST = Duration.ofMinutes(2);

    private static final int REASON_CHARACTERS_MAX = 100;

    /** Goes on with a chunk, unless its job is paused, is another run, or has ended it. */
    public <K, S> void work(ChunkMessage message, ChunkWork<K, S> work, Group group) {
        jobs.find(message.job())
                .filter(job -> JobRules.wanted(job, message))
                .ifPresentOrElse(
                        job -> new Walk<>(
                                        job,
                                        message.chunk(),
                                        work,
                                        group,
                                        clock.instant().plus(TURN_MAX))
                                .walk(),
                        () -> LOG.infof("chunk %s is not to go on", message));
    }

    /** The way of one worker through a chunk. */
    private final class Walk<K, S> {
        private final Job job;
        private final int number;
        private final ChunkWork<K, S> work;
        private final Group group;
        private final Instant end;
        private Optional<Unfinished> unfinished = Optional.empty();

        private Walk(Job job, int number, ChunkWork<K, S> work, Group group, Instant end) {
            this.job = job;
            this.number = number;
            this.work = work;
            this.group = group;
            this.end = end;
        }

        /** A later run may have begun since the job was read. It keeps its checkpoint, and this worker stops. */
        private void walk() {
            Optional<Chunk> saved = jobs.findChunk(job.id(), number);
            if (saved.filter(chunk -> chunk.run().isAfter(job.run())).isPresent()) {
                return;
            }
            Chunk checkpoint = checkpoint(saved);
            if (checkpoint.done() || JobRules.inTurn(job, number, work.concurrentChunks())) {
                walk(checkpoint);
            } else if (JobRules.rests(job, checkpoint, clock.instant())) {
                jobs.save(checkpoint.resting(clock.instant().plus(REST))).ifPresent(_ -> handOn(REST));
            }
        }

        private void walk(Chunk checkpoint) {
            Optional<Chunk> reached = checkpoint.done() ? Optional.of(checkpoint) : goOn(checkpoint);
            while (reached.filter(chunk -> !chunk.walked()).isPresent()
                    && unfinished.isEmpty()
                    && clock.instant().isBefore(end)) {
                reached = reached.flatMap(this::goOn);
            }
            reached.ifPresent(this::endOrHandOn);
        }

        private Chunk checkpoint(Optional<Chunk> saved) {
            return saved.filter(chunk -> chunk.run().equals(job.run()))
                    .or(() -> saved.filter(this::holds).map(chunk -> chunk.withRun(job.run())))
                    .orElseGet(() -> begun(saved));
        }

        private boolean holds(Chunk before) {
            return before.done() && work.holds(group, number, job.run(), work.read(before.sums()));
        }

        private Chunk begun(Optional<Chunk> before) {
            S sums = work.begin(group, number, job.run(), before.map(chunk -> work.read(chunk.sums())));
            return new Chunk(
                    job.id(),
                    number,
                    job.run(),
                    Optional.empty(),
                    false,
                    clock.instant(),
                    Map.of(),
                    Json.write(sums),
                    before.map(Chunk::version).orElse(0L));
        }

        /** Visits the next page; at the end, the entries that are set aside. */
        private Optional<Chunk> goOn(Chunk chunk) {
            S sums = work.read(chunk.sums());
            List<K> page = chunk.walked()
                    ? chunk.aside().keySet().stream().map(work::readName).toList()
                    : work.list(users, group, number, chunk.after().map(work::readName), PAGE_USERS, sums);
            return jobs.save(visited(chunk, page, sums)).or(this::inPlaceOfAnEarlierRun);
        }

        /** Another worker has saved. If it is of this run, this worker stops. An earlier run gives way. */
        private Optional<Chunk> inPlaceOfAnEarlierRun() {
            return jobs.findChunk(job.id(), number)
                    .filter(chunk -> chunk.run().isBefore(job.run()))
                    .map(chunk -> begun(Optional.of(chunk)));
        }

        private Chunk visited(Chunk chunk, List<K> page, S before) {
            S sums = before;
            Map<String, String> aside = new HashMap<>(chunk.aside());
            Optional<String> last = chunk.after();
            ChunkWork.Visit<K, S> visits = page.isEmpty() || chunk.walked() ? work::visit : work.readPage(page);
            for (K one : page) {
                try {
                    sums = visits.visit(one, group, sums);
                    aside.remove(work.name(one));
                } catch (RetryableFailure busy) {
                    throw busy;
                } catch (Unfinished visit) {
                    unfinished = Optional.of(visit);
                    break;
                } catch (RuntimeException failed) {
                    setAside(one, aside, failed);
                }
                last = chunk.walked() ? last : Optional.of(work.name(one));
                if (!clock.instant().isBefore(end)) {
                    break;
                }
            }
            boolean walked = chunk.walked() || page.isEmpty();
            sums = work.endPage(group, number, sums);
            if (walked && aside.isEmpty()) {
                sums = work.endChunk(group, number, sums);
            }
            return chunk.visited(last, walked, aside, Json.write(sums), clock.instant());
        }

        /** An entry that cannot be handled stops no other. If many cannot be handled, the fault is not theirs. */
        private void setAside(K one, Map<String, String> aside, RuntimeException failed) {
            LoggableFailure loggable = LoggableFailure.of(failed);
            String reason = loggable.getMessage();
            aside.put(work.name(one), reason.substring(0, Math.min(reason.length(), REASON_CHARACTERS_MAX)));
            if (aside.size() > Chunk.ASIDE_MAX) {
                throw failed;
            }
            work.setAside(one, loggable);
            Metric.SET_ASIDE.report(job.id().work(), 1);
        }

        private void endOrHandOn(Chunk chunk) {
            if (unfinished.isPresent()) {
                unfinished.get().rest().ifPresent(this::handOn);
            } else if (chunk.walked()) {
                jobs.end(chunk, chunk.done());
                LOG.infof(
                        "chunk %s has come to its end; %d are set aside",
                        chunk, chunk.aside().size());
            } else {
                handOn(Duration.ZERO);
            }
        }

        private void handOn(Duration rest) {
            work.queue().send(ChunkMessage.of(job, number, Correlation.current()), rest);
        }
    }
}
