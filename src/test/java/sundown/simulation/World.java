package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.cloud.QueueWorkers;
import sundown.simulation.cloud.TransferWorkers;
import sundown.simulation.invariant.ArchiveEndings;
import sundown.simulation.invariant.Endings;
import sundown.simulation.people.Latecomers;
import sundown.simulation.people.Operators;
import sundown.simulation.people.People;
import sundown.simulation.people.Person;
import sundown.simulation.people.Relocations;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Profile;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/**
 * A small world in which everything goes wrong for a while, then nothing more, until it rests. All that happens in it
 * follows from its seed.
 */
public final class World {
    private static final int MOST_STEPS_TO_REST = 5_000;

    /** In one world of so many an operator publishes the first timeline only after a while. */
    private static final int UNANNOUNCED = 10;

    private final Chance chance;
    private final Profile profile;
    private final Trace trace;
    private final Calendar calendar;
    private final WorldTime time;
    private final Cloud cloud;
    private final People people;
    private final Latecomers latecomers;
    private final Hours hours;
    private final TransferWorkers workers;
    private final QueueWorkers queues;
    private final Operators operators;
    private final Relocations relocations;
    private final boolean hurries;
    private long steps;

    World(long seed, Plant plant, Coverage coverage, Trace trace) {
        this.chance = new Chance(seed);
        this.profile = Profile.any(chance);
        this.trace = trace;
        this.calendar = new Calendar(seed % UNANNOUNCED != 7);
        this.time = new WorldTime(beginning());
        this.cloud = new Cloud(chance, profile, plant, time, calendar, coverage, trace);
        this.people = new People(cloud, chance);
        this.latecomers = new Latecomers(cloud.accounts, people.users(), calendar, time, chance);
        this.hours = new Hours(time, cloud, chance, trace);
        this.workers = cloud.workers(people::hasLarge);
        this.queues = cloud.queueWorkers();
        this.operators = cloud.operators(people.users());
        this.relocations = new Relocations(cloud, people.users(), time, chance);
        this.hurries = plant.hurries();
        cloud.mishaps.between(this::interlude);
        cloud.mishaps.during(this::minutes);
    }

    /** The opening comes in the middle of a few worlds, the beginning of refunds, or their end, in that of others. */
    private Instant beginning() {
        return switch (chance.between(1, 12)) {
            case 1 -> calendar.exportsOpen().minus(soon());
            case 2, 3 -> calendar.refundsBegin().minus(soon());
            case 4 -> calendar.refundsThroughBy().minus(soon());
            default -> calendar.close().minus(untilClose());
        };
    }

    /** The close comes in the middle of some worlds. */
    private Duration untilClose() {
        return chance.oneIn(4) ? soon() : chance.between(Duration.ofDays(20), Duration.ofDays(150));
    }

    private Duration soon() {
        return chance.between(Duration.ofMinutes(5), Duration.ofHours(12));
    }

    /** The functions have logged a line. */
    void hear(String line) {
        cloud.hear(line);
    }

    /** How much has happened. */
    long steps() {
        return steps;
    }

    Set<String> crashPoints() {
        return cloud.crashPoints();
    }

    /**
     * Lets it run to its end.
     *
     * @throws Violation when something does not hold that must
     */
    void run() {
        trace.say(() -> time.now() + " a world begins: " + profile);
        people.forget(chance);
        if (!calendar.announced()) {
            announce();
        }
        people.start();
        for (int count = chance.between(5, 60); count > 0; count--) {
            step();
        }
        trace.say(() -> time.now() + " from now on all goes well");
        cloud.mishaps.end();
        latecomers.correctAll();
        rest();
        new RefundDays(cloud, latecomers, hours, time, calendar, chance, this::deliverAll).pass();
        cloud.advances.check();
        checkRefunds();
        new LastDays(cloud, people, operators, relocations, hours, time, chance, this::deliverAll).pass();
        checkRefunds();
        cloud.mails.check();
    }

    /** Nothing happens to anybody before the first timeline is published, however long the sweep runs. */
    private void announce() {
        for (int count = chance.between(1, 4); count > 0; count--) {
            hours.passUntil(time.now().plus(Duration.ofMinutes(1)));
            cloud.sweep();
            deliverAll();
            cloud.checkNothingHappened();
        }
        cloud.publisher.announce();
    }

    private void checkRefunds() {
        people.checkRefunds(cloud.refundEndings(), latecomers.correctedInTime());
    }

    private void step() {
        steps++;
        if (hurries) {
            operators.press();
            endSome();
        }
        switch (chance.between(1, 21)) {
            case 1 -> misfortune();
            case 21 -> operators.press();
            case 2, 3, 4, 5 -> people.any().act(chance);
            case 6, 7, 8 -> hours.pass();
            default -> deliverOrWait();
        }
    }

    private void deliverOrWait() {
        if (deliver() == 0) {
            hours.pass();
        }
    }

    private int deliver() {
        return switch (chance.between(1, 17)) {
            case 1, 2 -> queues.deliver(FunctionName.ISSUE_REFUND) + cloud.webhooks.deliver();
            case 3, 4 -> walk();
            case 5, 6 -> advance();
            case 7 -> endSome() + cloud.sweepLate();
            case 8, 9, 10, 11 -> queues.deliver(FunctionName.BUILD_ARCHIVE);
            case 12, 13 -> queues.deliver(FunctionName.COUNT_GALLERY);
            default -> workers.deliver();
        };
    }

    private int advance() {
        cloud.advances.schedules.bringWord();
        return queues.deliver(FunctionName.ADVANCE_GROUP);
    }

    /** A few of a plan's many chunks. */
    private int endSome() {
        int delivered = 0;
        for (int count = chance.between(1, cloud.chunks()); count > 0; count--) {
            delivered += queues.end();
        }
        return delivered;
    }

    /** A few of a walk's many shards. */
    private int walk() {
        int delivered = 0;
        for (int count = chance.between(1, cloud.chunks()); count > 0; count--) {
            delivered += queues.deliver(FunctionName.CANCEL_MEMBERSHIPS, FunctionName.SEND_MAIL);
        }
        return delivered;
    }

    private void misfortune() {
        Person person = people.any();
        if (chance.oneIn(profile.loss())) {
            person.gallery().lose(chance);
        }
        if (chance.oneIn(profile.loss())) {
            person.gallery().replace(chance);
        }
        if (chance.oneIn(profile.unreadable())) {
            cloud.spoil(person.user());
        }
        if (chance.oneIn(2)) {
            cloud.refunds.misfortune();
        }
        if (chance.oneIn(2)) {
            latecomers.act();
        }
        if (chance.oneIn(4)) {
            cloud.publisher.move();
        }
        if (chance.oneIn(3)) {
            cloud.silenceTheLibrary();
        }
        if (chance.oneIn(2)) {
            operators.act();
        }
    }

    /** What others do in the middle of a run: the run's own user mostly. */
    private void interlude() {
        if (!calendar.announced()) {
            return;
        }
        FunctionName interrupted = cloud.runs.current().function();
        if (chance.oneIn(interrupted == FunctionName.SEND_MAIL ? 2 : 4) && deliver(interrupted) > 0) {
            return;
        }
        if (interrupted == FunctionName.PURGE_ACCOUNT && chance.oneIn(2)) {
            interfereWithDeletion();
            return;
        }
        switch (chance.between(1, 9)) {
            case 1, 2 -> cloud.sweep();
            case 3, 4 -> deliver();
            case 5 -> surpriseTheRefunds();
            default -> people.of(cloud.runs.current()).act(chance);
        }
    }

    /** A second worker of a function begins, if it has work. */
    private int deliver(FunctionName function) {
        return switch (function) {
            case BATCH -> workers.deliver();
            case RUN_SWEEP_TASK -> cloud.sweepLate();
            default -> queues.deliver(function);
        };
    }

    private void interfereWithDeletion() {
        Optional<UserId> deleted = cloud.purges.books.of(cloud.runs.current()).visited();
        switch (chance.between(1, 4)) {
            case 1 -> cloud.publisher.postponeTheClose();
            case 2 -> relocations.act(deleted);
            default -> operators.interfere(deleted);
        }
    }

    private void surpriseTheRefunds() {
        switch (chance.between(1, 3)) {
            case 1 -> cloud.publisher.moveRefundDate();
            case 2 -> latecomers.act();
            default -> {}
        }
    }

    /** What is due is done by others, also what a run that waits has in hand. */
    private void minutes() {
        cloud.sweep();
        queues.deliver(FunctionName.BUILD_ARCHIVE);
        interlude();
    }

    /** Most people do what is asked of them; where nobody cares, the close ends what still waits. */
    private void rest() {
        boolean peopleCare = !chance.oneIn(4);
        if (!peopleCare) {
            hours.passUnswept(calendar.close().minus(Duration.ofMinutes(30)));
        }
        Instant peace = time.now();
        comeToRest(peopleCare);
        cloud.advances.check();
        cloud.mails.check();
        people.check(new Endings(cloud, chance), new ArchiveEndings(cloud.archives, peace));
    }

    /** A message of each queue. */
    private int deliverAll() {
        return workers.deliver()
                + queues.deliver(
                        FunctionName.COUNT_GALLERY,
                        FunctionName.BUILD_ARCHIVE,
                        FunctionName.ISSUE_REFUND,
                        FunctionName.CANCEL_MEMBERSHIPS,
                        FunctionName.SEND_MAIL)
                + advance()
                + queues.end()
                + cloud.webhooks.deliver();
    }

    private void comeToRest(boolean peopleCare) {
        for (int count = 0; count < MOST_STEPS_TO_REST; count++) {
            steps++;
            boolean idle = deliverAll() == 0;
            if (idle && !(peopleCare && people.help()) && !hours.passToTheNextEvent()) {
                return;
            }
        }
        throw new Violation("everybody comes to an end", people + " do not");
    }
}
