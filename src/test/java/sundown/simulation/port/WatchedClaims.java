package sundown.simulation.port;

import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.ObjectKey;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.run.Surroundings;

/** Checks every release of a claim as a deletion is checked: nobody takes it back. */
public record WatchedClaims(Claims real, StoredGroup stored, DeletionChecks checks, Surroundings around) {
    public void release(ObjectKey key, UserId user) {
        checks.checkRelease(around.runs().current(), user, key);
        around.trace().say(() -> "    " + around.runs().current() + " releases the claim of " + user + " on " + key);
        around.coverage().count("claims released");
        real.release(key, user);
        stored.release(key, user);
    }
}
