package sundown.gallery;

import java.util.List;
import java.util.Set;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;

/**
 * The claims on objects that several users share, or that lie outside of their user's folder. Such an object may be
 * deleted when the last claim on it is released. Claims come with the import, before exports open; from then on they
 * are only released.
 */
public interface Claims {
    /** The objects on which a user has a claim, or had one. */
    @EventuallyConsistent
    Set<ObjectKey> listObjects(UserId user);

    /** Some claims, also released ones: the first in an order of the store's own. */
    List<Claim> listSome(int limit);

    /** Releases a user's claim. Does nothing if it is released already. */
    void release(ObjectKey key, UserId user);

    /** The users who have a claim on the object, or had one. */
    List<Claimant> listClaimants(ObjectKey key);

    /** A claim of a user, released or not. */
    record Claim(ObjectKey key, UserId user) {}

    /** A user with a claim on an object. */
    record Claimant(UserId user, boolean released) {}
}
