package sundown.operator;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The operators who may call a function.
 *
 * @param roles an operator needs one of them; never empty, so that no function forgets them
 * @param effect what a call does
 */
public record Access(Set<Role> roles, Proof proof, Effect effect) {
    public Access {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a function that nobody may call");
        }
    }

    /** Every operator may call it: it changes nothing. */
    public static Access reading() {
        return new Access(EnumSet.allOf(Role.class), Proof.GATEWAY, Effect.READS);
    }

    /** Every operator may call it, though it changes something: waiting for the right person would be worse. */
    public static Access everyOperator() {
        return of(Role.values());
    }

    /** Operators with one of these roles may call it. */
    public static Access of(Role... roles) {
        return with(Proof.GATEWAY, roles);
    }

    /** Operators with one of these roles may call it: it changes nothing, and shows what is known about a user. */
    public static Access disclosing(Role... roles) {
        return new Access(Set.of(roles), Proof.GATEWAY, Effect.DISCLOSES);
    }

    /** Operators with one of these roles may call it, and prove who they are. */
    public static Access with(Proof proof, Role... roles) {
        return new Access(Set.of(roles), proof, Effect.CHANGES);
    }

    /** True if a call changes and discloses nothing; only then may a call with IAM leave out its caller. */
    public boolean reads() {
        return effect == Effect.READS;
    }

    /** The effect of a call. */
    public enum Effect {
        /** It changes something, or tries to. */
        CHANGES,
        /** It changes nothing, and shows what is known about a user; it is recorded before it is answered. */
        DISCLOSES,
        /** It shows how things stand. */
        READS
    }

    /** The proof of the caller on which a function relies. */
    public enum Proof {
        /** The verification by API Gateway. People who may invoke the function with IAM can forge it. */
        GATEWAY,
        /** The signature of the token, which the function verifies itself. */
        SIGNATURE,
        /**
         * The signature of a token from a sign-in a short time ago; no other call is allowed, however the function is
         * invoked.
         */
        FRESH_SIGN_IN
    }

    /**
     * The roles that the company's sign-in gives an operator. The table of docs/operators.md has each function with its
     * roles.
     */
    public enum Role {
        /** Sees everything that operators can see. */
        VIEWER,
        /** Helps users: looks them up, keeps their photos after the close, sends for their fee, and redrives queues. */
        SUPPORT,
        /** Closes refunds that people had to handle. */
        REFUNDS,
        /** Places and releases holds. */
        LEGAL,
        /** Publishes the timeline. */
        TIMELINE,
        /** Plans purges, and steers jobs. */
        PURGE_PLANNER,
        /** Approves purges that somebody else planned. */
        PURGE_APPROVER,
        /** Allows deletions again that somebody has stopped, and steers jobs. */
        EMERGENCY;

        /** The word for it in settings and documents, {@code purge-planner} for example. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
