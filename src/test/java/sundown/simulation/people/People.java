package sundown.simulation.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.cloud.Google;
import sundown.simulation.cloud.Interest;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.invariant.ArchiveEndings;
import sundown.simulation.invariant.Endings;
import sundown.simulation.invariant.RefundEndings;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;
import sundown.transfer.LibraryAccess.LibraryAccount;

/** The users of a world. */
public final class People {
    /** The users without an account; objects of theirs may remain. */
    static final UserId LEFT = new UserId("left-long-ago");

    /** One account of so many may not use the library. */
    private static final int FORBIDDEN = 30;

    private final Map<UserId, Person> people = new LinkedHashMap<>();
    private final Cloud cloud;
    private final Chance chance;

    public People(Cloud cloud, Chance chance) {
        this.cloud = cloud;
        this.chance = chance;
        int count = chance.pick(1, 1, 2, 3);
        for (int number = 1; number <= count; number++) {
            UserId user = new UserId("user-" + number);
            people.put(user, person(user));
        }
    }

    private Person person(UserId user) {
        Interest interest = Interest.any(chance);
        return new Person(
                user,
                interest,
                cloud.register(user, interest),
                cloud.mover(user, accounts(user)),
                cloud.collector(user));
    }

    private List<LibraryAccount> accounts(UserId user) {
        List<LibraryAccount> accounts = IntStream.rangeClosed(1, chance.between(1, 5))
                .mapToObj(account -> user + "-account-" + account)
                .map(account -> new LibraryAccount(account, account + "@example.com"))
                .toList();
        accounts.forEach(account -> cloud.secrets.addAddress(user, account.email()));
        accounts.forEach(this::open);
        return accounts;
    }

    private void open(LibraryAccount account) {
        Google google = cloud.transfers.google;
        google.unlimited(account);
        google.answer(account, chance.pick(Optional.empty(), Optional.of(false), Optional.of(true)));
        if (chance.oneIn(FORBIDDEN)) {
            google.forbid(account);
        }
    }

    public void start() {
        people.values().forEach(Person::start);
    }

    public Person any() {
        return chance.pick(List.copyOf(people.values()));
    }

    /** The user that a run is for, or anybody. */
    public Person of(Run run) {
        return run.user().map(people::get).orElseGet(this::any);
    }

    public boolean hasLarge(UserId user) {
        return people.get(user).gallery().hasLarge();
    }

    /**
     * All do what is asked of them.
     *
     * @return true when that changed something
     */
    public boolean help() {
        return readable()
                        .filter(person -> person.help(cloud.transfers.transfer(person.user())))
                        .count()
                > 0;
    }

    /** What must hold of them at the end. */
    public void check(Endings endings, ArchiveEndings archiveEndings) {
        readable().forEach(endings::check);
        readable().map(Person::user).forEach(archiveEndings::check);
    }

    /** What must hold of their fees and those of others when the refund date is long past. */
    public void checkRefunds(RefundEndings endings, List<UserId> others) {
        Violation.unless(cloud.memberships.done(), "a group is walked to its end", this);
        Stream.concat(people.keySet().stream(), others.stream()).forEach(user -> checkRefund(user, endings));
    }

    private void checkRefund(UserId user, RefundEndings endings) {
        Violation.unless(
                cloud.accounts
                        .of(user)
                        .membership()
                        .filter(paid -> paid.cancelledAt().isEmpty())
                        .isEmpty(),
                "every membership is cancelled",
                user);
        endings.check(user);
    }

    /** What is left of them here and there, in galleries and buckets, is nothing that they know of. */
    public void forget(Chance chance) {
        StoredGroup stored = cloud.purges.stored;
        for (UserId user : people.keySet()) {
            if (chance.oneIn(3)) {
                PurgedBucket bucket = chance.pick(PurgedBucket.values());
                stored.begin(bucket, stored.key(bucket, user, "forgotten"));
            }
            if (chance.oneIn(3)) {
                leaveVolume(stored, user, chance);
            }
        }
        if (chance.oneIn(4)) {
            stored.put(stored.key(PurgedBucket.GALLERY, LEFT, "photo"), chance.bytes(3));
        }
        if (chance.oneIn(4)) {
            leaveVolume(stored, LEFT, chance);
        }
    }

    private static void leaveVolume(StoredGroup stored, UserId user, Chance chance) {
        stored.leave(stored.key(PurgedBucket.ARCHIVE, user, "archive/plan/1.zip"), chance.bytes(3));
    }

    public List<UserId> users() {
        return List.copyOf(people.keySet());
    }

    private Stream<Person> readable() {
        return people.values().stream().filter(person -> cloud.readable(person.user()));
    }

    @Override
    public String toString() {
        return people.keySet().toString();
    }
}
