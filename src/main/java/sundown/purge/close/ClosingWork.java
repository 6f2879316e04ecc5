package sundown.purge.close;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveStore;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.UntilSaved;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.CountedWork;
import sundown.job.GroupUsers;
import sundown.job.Job.JobId;
import sundown.metrics.Fault;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.TransferStore;

/**
 * Ends the running transfers and archives of a group, except of users whose exports a hold has opened again: their hold
 * keeps them out of a deletion until these exports have ended. It wakes a transfer, and the worker of the transfer ends
 * it; it ends an archive itself. It reads the transfers and archives of all groups that wait for a time, because
 * nothing runs without such a time. These are few rows, even where a group has many users. It leaves transfers and
 * archives of other groups alone. It counts those that still run; an archive that ends meanwhile is visited twice.
 *
 * <p>No transfer or archive of a user whom a plan will list runs unseen. The plan lists the users with a region of the
 * group, and the archives of users without an account. The close looks for both, whatever group lists a user.
 *
 * <p>The time of a row is its place in a listing, and can change. A run that begins {@link ClosingRules#SETTLING_TIME}
 * after the close still visits each row that runs. A row from before the close is listed by then. A worker that takes
 * up a transfer after the close ends it. The sweep moves a transfer only to a later time, ahead of the listing. An
 * archive only ends, which also moves it ahead, or to the shard that is listed next. A listing that is behind can show
 * a row that moves at this moment in neither place; such a transfer or archive moves and builds nothing any more.
 */
@Singleton
public record ClosingWork(
        AccountStore accounts,
        HoldStore holds,
        TimelineStore timelines,
        TransferStore transfers,
        MessageQueue<TransferMessage> transferQueue,
        ArchiveStore archives,
        @Named(NAME) MessageQueue<ChunkMessage> queue,
        Clock clock)
        implements CountedWork<ClosingWork.Waiting> {
    static final String NAME = "closing";

    /** One for each shard of the transfers, and one for each two of the archives, which move from one to the other. */
    static final int CHUNKS = 2 * Shards.COUNT;

    /** A transfer or an archive that waits in a shard, as the indexes of both list it. */
    record Waiting(Kind kind, Wake wake) {
        /** The kind; its name begins the name of the row. */
        enum Kind {
            TRANSFER,
            ARCHIVE
        }

        UserId user() {
            return wake.user();
        }

        /** The name sorts as a chunk lists the rows: {@code ARCHIVE 08 2023-06-01T00:00:00.000000000Z u1}. */
        String name() {
            return "%s %02d %s %s".formatted(kind, wake.shard(), Wake.time(wake.at()), user());
        }

        static Waiting named(String name) {
            String[] parts = name.split(" ", 4);
            return new Waiting(
                    Kind.valueOf(parts[0]),
                    new Wake(Integer.parseInt(parts[1]), Instant.parse(parts[2]), new UserId(parts[3])));
        }
    }

    private static final Logger LOG = Logger.getLogger(ClosingWork.class);

    static JobId job(GroupId group) {
        return new JobId(NAME, group);
    }

    @Override
    public List<Waiting> list(
            GroupUsers users, Group group, int chunk, Optional<Waiting> after, int limit, Long running) {
        Optional<Wake> last = after.map(Waiting::wake);
        return chunk < Shards.COUNT
                ? of(Waiting.Kind.TRANSFER, transfers.listWaiting(chunk, last, limit))
                : of(Waiting.Kind.ARCHIVE, archives(chunk, last, limit));
    }

    private List<Wake> archives(int chunk, Optional<Wake> last, int limit) {
        int unfinished = chunk - Shards.COUNT;
        List<Wake> page = archives.listWaiting(last.map(Wake::shard).orElse(unfinished), last, limit);
        return page.isEmpty() ? archives.listWaiting(chunk, last.filter(wake -> wake.shard() == chunk), limit) : page;
    }

    private static List<Waiting> of(Waiting.Kind kind, List<Wake> wakes) {
        return wakes.stream().map(wake -> new Waiting(kind, wake)).toList();
    }

    @Override
    public String name(Waiting one) {
        return one.name();
    }

    @Override
    public Waiting readName(String name) {
        return Waiting.named(name);
    }

    /** Most of a page may be of other groups. Only the accounts of these are read. */
    @Override
    public Visit<Waiting, Long> readPage(List<Waiting> page) {
        List<UserId> users = page.stream().map(Waiting::user).distinct().toList();
        Found<Account> read = accounts.findAll(users);
        Found<Hold> held = holds.findAll(users);
        return (one, group, running) -> visit(one, read.find(one.user()), held.find(one.user()), group, running);
    }

    /** A user without a readable account may be of this group. */
    @Override
    public Long visit(Waiting one, Group group, Long running) {
        return visit(one, accounts.find(one.user()), holds.find(one.user()), group, running);
    }

    private Long visit(Waiting one, Optional<Account> account, Optional<Hold> hold, Group group, Long running) {
        boolean foreign = account.filter(found -> !timelines.inForce().has(group.id(), found.region()))
                .isPresent();
        boolean reopened =
                hold.filter(found -> found.opensExportsAfter(clock.instant())).isPresent();
        return !foreign && !reopened && runs(one, account.isPresent(), group) ? running + 1 : running;
    }

    /** Without an account, no transfer moves, and an archive belongs to the group under which it is stored. */
    private boolean runs(Waiting one, boolean hasAccount, Group group) {
        return switch (one.kind()) {
            case TRANSFER -> hasAccount && wakes(one.user());
            case ARCHIVE ->
                archives.find(one.user())
                        .filter(archive -> hasAccount || archive.group().equals(group.id()))
                        .flatMap(archive -> ended(archive, group))
                        .filter(archive -> ClosingRules.runs(archive, clock.instant()))
                        .isPresent();
        };
    }

    private boolean wakes(UserId user) {
        Optional<Transfer> running =
                transfers.find(user).filter(transfer -> transfer.state().active());
        running.ifPresent(transfer -> transferQueue.send(transfer.message(Correlation.current())));
        return running.isPresent();
    }

    private Optional<Archive> ended(Archive found, Group group) {
        Optional<Archive> ending = ending(found, group);
        return ending.isEmpty()
                ? Optional.of(found)
                : UntilSaved.save(
                                ending,
                                () -> archives.find(found.user()).flatMap(current -> ending(current, group)),
                                archives::save)
                        .or(() -> archives.find(found.user()));
    }

    private Optional<Archive> ending(Archive archive, Group group) {
        Optional<Archive> ending = ArchiveRules.ending(archive, group.dates().close(), clock.instant());
        ending.ifPresent(ended -> LOG.infof("archive %s ends", ended.id()));
        return ending;
    }

    @Override
    public void setAside(Waiting one, LoggableFailure failed) {
        LOG.errorf(failed, "user %s needs people: their exports cannot be seen to", one.user());
        Fault.MANUAL_CLOSES.report();
    }

    /** Returns the number of running transfers and archives in the sums of a chunk. */
    static long running(String sums) {
        return Long.parseLong(sums);
    }
}
