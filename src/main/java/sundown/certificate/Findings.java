package sundown.certificate;

import java.util.List;
import java.util.Set;
import sundown.account.UserId;
import sundown.purge.Totals;

/**
 * What an inspection of a group found.
 *
 * @param plans all that deleted something, the inspected one among them, in the order of their first deletion
 * @param listed accounts that the inspected manifest lists
 * @param receipts accounts of these of which a receipt is kept
 * @param held users under hold
 * @param kept what the buckets keep of them, as it was counted
 */
record Findings(
        List<PlanDone> plans, long listed, long receipts, Set<UserId> held, Totals kept, List<Difference> differences) {
    Findings {
        plans = List.copyOf(plans);
        held = Set.copyOf(held);
        differences = List.copyOf(differences);
    }
}
