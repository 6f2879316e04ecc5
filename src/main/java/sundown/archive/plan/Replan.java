package sundown.archive.plan;

/**
 * A volume planned again without some items.
 *
 * @param file what the volume lacks, to be stored beside the new plan, together with the files of the old one that the
 *     volume still has
 */
public record Replan(VolumePlan volume, WrittenFile file) {}
