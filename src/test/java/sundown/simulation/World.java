package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.transfer.LibraryAccount;

/**
 * A small world in which everything goes wrong for a while, then nothing more, until it has come to rest. All that
 * happens in it follows from its seed.
 */
final class World {
    private static final int MOST_STEPS_TO_REST = 3_000;

    private final Map<UserId, Person> people = new LinkedHashMap<>();
    private final Chance chance;
    private final Profile profile;
    private final Trace trace;
    private final WorldTime time;
    private final Cloud cloud;
    private final Workers workers;
    private long steps;

    World(long seed, Plant plant, Coverage coverage, Trace trace) {
        this.chance = new Chance(seed);
        this.profile = Profile.any(chance);
        this.trace = trace;
        this.time = new WorldTime(Cloud.close().minus(untilClose()));
        this.cloud = new Cloud(chance, profile, plant, time, coverage, trace);
        this.workers =
                new Workers(cloud, chance, user -> people.get(user).gallery().hasLarge(), time, trace);
        populate();
        cloud.mishaps().between(this::interlude);
    }

    /** The close comes in the middle of some worlds. */
    private Duration untilClose() {
        return chance.oneIn(4)
                ? chance.between(Duration.ofMinutes(5), Duration.ofHours(12))
                : chance.between(Duration.ofDays(20), Duration.ofDays(150));
    }

    private void populate() {
        int count = chance.pick(1, 1, 2, 3);
        for (int number = 1; number <= count; number++) {
            UserId user = new UserId("user-" + number);
            List<LibraryAccount> accounts = IntStream.rangeClosed(1, chance.between(1, 5))
                    .mapToObj(account -> new LibraryAccount(user + "-account-" + account, "somebody@example.com"))
                    .toList();
            accounts.forEach(cloud.google()::unlimited);
            people.put(user, new Person(user, cloud.register(user), accounts, cloud.api(), cloud.google(), chance));
        }
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
        people.values().forEach(Person::start);
        for (int count = chance.between(5, 60); count > 0; count--) {
            step();
        }
        trace.say(() -> time.now() + " from now on all goes well");
        cloud.mishaps().end();
        comeToRest();
        Endings endings = new Endings(cloud, chance);
        people.values().stream().filter(person -> cloud.readable(person.user())).forEach(endings::check);
    }

    private void step() {
        steps++;
        switch (chance.between(1, 20)) {
            case 1 -> misfortune();
            case 2, 3, 4, 5 -> somebody().act();
            case 6, 7, 8 -> timePasses();
            default -> deliverOrWait();
        }
    }

    private void deliverOrWait() {
        if (workers.deliver() == 0) {
            timePasses();
        }
    }

    private Person somebody() {
        return chance.pick(List.copyOf(people.values()));
    }

    private void misfortune() {
        Person person = somebody();
        if (chance.oneIn(profile.loss())) {
            person.gallery().lose(chance);
        }
        if (chance.oneIn(profile.unreadable())) {
            cloud.spoil(person.user());
        }
    }

    /** What others do in the middle of a run: the run's own user mostly. */
    private void interlude() {
        switch (chance.between(1, 10)) {
            case 1, 2 -> workers.sweep();
            case 3, 4 -> workers.deliver();
            default ->
                cloud.runs()
                        .current()
                        .user()
                        .map(people::get)
                        .orElseGet(this::somebody)
                        .act();
        }
    }

    /** Mostly until something is due, sometimes for any time; now and then the sweep does not run. */
    private void timePasses() {
        Instant then = chance.oneIn(2)
                ? time.now().plus(anyWhile())
                : cloud.nextEvent().orElse(time.now()).plus(chance.between(Duration.ZERO, Duration.ofMinutes(1)));
        passUntil(then);
        if (!chance.oneIn(10)) {
            workers.sweep();
        }
    }

    private Duration anyWhile() {
        return switch (chance.between(1, 10)) {
            case 1 -> chance.between(Duration.ofHours(5), Duration.ofHours(30));
            case 2, 3 -> chance.between(Duration.ofMinutes(10), Duration.ofHours(5));
            default -> chance.between(Duration.ZERO, Duration.ofMinutes(10));
        };
    }

    private void passUntil(Instant then) {
        time.passUntil(then);
        trace.say(() -> time.now() + " time has passed");
    }

    /** Most people do what their transfers ask of them; where nobody cares, the close ends what still waits. */
    private void comeToRest() {
        boolean peopleCare = !chance.oneIn(4);
        if (!peopleCare) {
            passUntil(Cloud.close().minus(Duration.ofMinutes(30)));
        }
        for (int count = 0; count < MOST_STEPS_TO_REST; count++) {
            steps++;
            if (workers.deliver() == 0 && !(peopleCare && help()) && !somethingHappens()) {
                return;
            }
        }
        throw new Violation("everybody comes to an end", people.keySet() + " do not");
    }

    private boolean help() {
        return people.values().stream()
                        .filter(person -> cloud.readable(person.user()))
                        .filter(person ->
                                cloud.transfer(person.user()).map(person::help).orElse(false))
                        .count()
                > 0;
    }

    private boolean somethingHappens() {
        Optional<Instant> next = cloud.nextEvent();
        next.ifPresent(time -> {
            passUntil(time.plus(Duration.ofSeconds(10)));
            workers.sweep();
        });
        return next.isPresent();
    }
}
