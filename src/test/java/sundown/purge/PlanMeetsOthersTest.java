package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.ManifestLine.Standing;
import sundown.runtime.Another;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/**
 * Workers list a group for a plan, and another acts. In the end there is a manifest with one line for each user, and
 * the hashes in it are those of the files that are kept. A user who came under hold is listed for no deletion if a
 * worker read the hold before the file of their chunk was kept.
 */
class PlanMeetsOthersTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId NOBODY = new UserId("nobody");

    private static final Map<String, Consumer<World>> ACTS = Map.of(
            "holds the user", world -> world.hold(ANN),
            "holds who has no account", world -> world.hold(NOBODY),
            "moves the account", world -> world.group.account("ann", "BR"),
            "removes the account", world -> world.group.accounts.remove(ANN),
            "registers the owner of a folder", world -> world.group.account("nobody", "IN"),
            "stores an object", world -> world.group.put("1/ann/new", 1),
            "deletes an object", world -> world.group.buckets.delete(List.of(world.entry)),
            "lists the same and dies after a file", world -> world.dies(1),
            "lists the same and dies after two files", world -> world.dies(2),
            "plans anew", World::planAnew);

    @Tag("thorough")
    @Test
    void makesAManifestOfWhatIsKept() {
        assertThat(meetOthers(Another.Extent.SOME)).isGreaterThan(250);
    }

    @Tag("instruments")
    @Test
    void doesSoAtEachCall() {
        assertThat(meetOthers(Another.Extent.ALL)).isGreaterThan(600);
    }

    private static long meetOthers(Another.Extent extent) {
        return Another.act(
                extent,
                ACTS,
                World::new,
                (world, observer) -> world.observer = observer,
                world -> WholeManifestTest.plan(world.group),
                World::end);
    }

    /** A closed group with a user, and a folder without an account. */
    private static final class World implements ObservedPort.Observer {
        private final PlannedGroup group = new PlannedGroup();
        private final BucketEntry entry;
        private ObservedPort.Observer observer = ObservedPort.Observer.NONE;
        private Optional<UserId> held = Optional.empty();
        private boolean read;

        private World() {
            group.splitInto(1);
            group.member("ann", "IN", 0);
            entry = group.put("1/ann/a", 10);
            group.put("1/ann/b", 10);
            group.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/ann/x/1.zip"), new byte[12]);
            group.put("1/nobody/a", 1);
            group.observe(this);
        }

        @Override
        public void before(String call) {
            observer.before(call);
            read |= call.equals("HoldStore.find") && held.filter(this::isNext).isPresent();
        }

        @Override
        public void after(String call) {
            observer.after(call);
        }

        /** Workers read the hold of the one user of a chunk until its file is kept. */
        private boolean isNext(UserId user) {
            return (user.equals(NOBODY) == isKept(0)) && !isKept(1);
        }

        private boolean isKept(int chunk) {
            return group.files.has(AuditKeys.chunk(PlannedGroup.GROUP, group.id(), chunk));
        }

        private void hold(UserId user) {
            group.hold(user, Optional.empty());
            held = Optional.of(user);
        }

        /** Another worker lists what has changed meanwhile, and keeps so many files. */
        private void dies(int files) {
            group.put("1/ann/new", 1);
            group.observe(new Death("AuditFiles.putIfAbsent"::equals, files, true));
            try {
                group.queue.bodies().forEach(group::write);
            } catch (Death.Died _) {
                // its message comes again
            }
            group.observe(this);
        }

        private void planAnew() {
            group.plans
                    .find(PlannedGroup.GROUP)
                    .ifPresent(plan -> group.plan(Map.of(
                            "group", "1", "by", "Ada", "insteadOf", plan.id().value())));
        }

        private void end() {
            WholeManifestTest.goOn(group);
            assertThat(group.queue.deadLetters()).isEmpty();
            assertThat(group.root().hash()).isEqualTo(group.planned().hash());
            Set<UserId> once = new HashSet<>();
            group.root().chunks().stream()
                    .flatMap(chunk -> new ManifestReader(group.files, group.layout)
                            .readLines(PlannedGroup.GROUP, group.id(), chunk).orElseThrow().stream())
                    .map(ManifestLine::read)
                    .forEach(line -> {
                        assertThat(once.add(line.user())).isTrue();
                        line.sha256().ifPresent(hash -> assertThat(hash).isEqualTo(kept(line.user())));
                    });
            assertThat(group.planned().held())
                    .isEqualTo(group.lines().stream()
                            .filter(line -> line.standing() == Standing.HELD)
                            .count());
            assertThat(group.lines())
                    .filteredOn(line -> read && held.equals(Optional.of(line.user())))
                    .extracting(ManifestLine::standing)
                    .allMatch(Standing.HELD::equals);
        }

        private Sha256 kept(UserId user) {
            return new ManifestReader(group.files, group.layout)
                    .readEntries(PlannedGroup.GROUP, group.id(), user, _ -> {})
                    .orElseThrow();
        }
    }
}
