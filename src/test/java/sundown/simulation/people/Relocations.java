package sundown.simulation.people;

import java.util.List;
import java.util.Optional;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.WorldTime;

/** The photo cloud changes the regions of accounts while their group ends: users leave the group, and come back. */
public final class Relocations {
    private final Cloud cloud;
    private final List<UserId> users;
    private final WorldTime time;
    private final Chance chance;
    private boolean begun;

    /** They are about these users, while nothing of theirs runs: the dates of another group are far from its end. */
    public Relocations(Cloud cloud, List<UserId> users, WorldTime time, Chance chance) {
        this.cloud = cloud;
        this.users = List.copyOf(users);
        this.time = time;
        this.chance = chance;
    }

    /** From now on they may come: all fees have gone back. */
    public void begin() {
        begun = true;
    }

    /**
     * One of the users leaves or comes back.
     *
     * @param user mostly this one
     */
    public void act(Optional<UserId> user) {
        if (begun) {
            UserId chosen =
                    user.filter(users::contains).filter(_ -> !chance.oneIn(3)).orElseGet(() -> chance.pick(users));
            if (cloud.idle(chosen)) {
                relocate(chosen);
            }
        }
    }

    private void relocate(UserId user) {
        Region region = cloud.accounts.of(user).region().equals(Calendar.REGION)
                ? chance.pick(Calendar.ELSEWHERE, Calendar.EXEMPT)
                : Calendar.REGION;
        cloud.accounts.relocate(user, region, chance.oneIn(2));
        if (region.equals(Calendar.REGION)) {
            cloud.purges.books.returned(user, time.now());
        } else {
            cloud.purges.books.left(user, time.now());
        }
    }
}
