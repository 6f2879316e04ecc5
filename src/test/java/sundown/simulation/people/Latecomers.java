package sundown.simulation.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.simulation.cloud.Accounts;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.WorldTime;

/**
 * What the photo cloud and the payment service do late. Before refunds begin, fees are paid after the opening, and
 * members who are in the wrong place are put into the right one. Those do nothing themselves. As long as a subscription
 * runs, it charges.
 */
public final class Latecomers {
    /** Clocks differ by seconds: a user who comes later than that may be missed. */
    private static final Duration AT_THE_LATEST = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final Calendar calendar;
    private final WorldTime time;
    private final Chance chance;
    private final Deque<UserId> misfiled = new ArrayDeque<>();
    private final List<UserId> paying = new ArrayList<>();
    private final List<UserId> inTime = new ArrayList<>();

    /**
     * Begins with a few who are misfiled.
     *
     * @param users who may pay as well as these
     */
    public Latecomers(Accounts accounts, List<UserId> users, Calendar calendar, WorldTime time, Chance chance) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.time = time;
        this.chance = chance;
        this.paying.addAll(users);
        accounts.subscriptions().meanwhile(this::renewOneInThree);
        IntStream.range(0, chance.pick(0, 0, 1, 2))
                .mapToObj(number -> new UserId("misfiled-" + number))
                .forEach(this::misfile);
    }

    private void misfile(UserId user) {
        accounts.misfile(user);
        misfiled.add(user);
        paying.add(user);
    }

    /** A user pays or is charged, or a user is listed under the right group. */
    public void act() {
        if (chance.oneIn(4)) {
            renew(chance.pick(paying));
        } else if (inTime()) {
            payOrCorrect();
        }
    }

    private void renewOneInThree(UserId user) {
        if (chance.oneIn(3)) {
            renew(user);
        }
    }

    /** A subscription that is to end charges all the same as long as it runs; the account then may not tell of it. */
    private void renew(UserId user) {
        boolean late = accounts.subscriptions().isToEnd(user);
        boolean written = inTime() && (!late || chance.oneIn(2));
        if (late || written) {
            accounts.renew(user, written);
        }
    }

    private void payOrCorrect() {
        if (misfiled.isEmpty() || chance.oneIn(3)) {
            accounts.pay(chance.pick(paying));
        } else {
            correct(misfiled.remove());
        }
    }

    private boolean inTime() {
        return time.now().isBefore(calendar.refundsBegin().minus(AT_THE_LATEST));
    }

    /** All users are listed under the right group; a walk does not find a user corrected after the refund date. */
    public void correctAll() {
        misfiled.forEach(this::correct);
        misfiled.clear();
    }

    private void correct(UserId user) {
        if (inTime()) {
            inTime.add(user);
        }
        accounts.correct(user);
    }

    /** Those who were put into the right place before the refund date. */
    public List<UserId> correctedInTime() {
        return List.copyOf(inTime);
    }
}
