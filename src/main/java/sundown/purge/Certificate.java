package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import sundown.operator.Operator;

/**
 * What is certified of a group, without its place in the chain. It names no user.
 *
 * @param plan the one that ended the purge
 * @param regions as the timeline has them
 * @param circumstances of the moment of the inspection
 * @param killSwitch how it was set last, if it ever was
 * @param by who asked for the certificate
 * @param claim what it says of objects that no account names
 */
record Certificate(
        Plan plan,
        JsonNode regions,
        Approvals approvals,
        PurgeContext circumstances,
        Optional<KillSwitch.Position> killSwitch,
        Operator by,
        Findings findings,
        Claim claim) {}
