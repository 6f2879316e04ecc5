package sundown.archive;

import sundown.archive.plan.PlanId;

/**
 * What an archive consists of, known once it is planned.
 *
 * @param plan the plan of its volumes, as long as none of them is planned anew
 * @param volumes at least 1
 * @param bytes of all volumes together, as first planned
 */
public record Contents(PlanId plan, int volumes, long bytes) {
    public Contents {
        if (volumes < 1 || bytes < 1) {
            throw new IllegalArgumentException("an archive has at least one volume and one byte");
        }
    }

    /** True when there is a volume of this number. */
    public boolean has(int volume) {
        return volume >= 1 && volume <= volumes;
    }
}
