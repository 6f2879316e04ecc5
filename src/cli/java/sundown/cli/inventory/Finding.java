package sundown.cli.inventory;

/** What the comparison finds of one entry that a manifest names, or an inventory has, or both. */
enum Finding {
    /** Both have it. */
    SAME("in both", false),
    /** The inventory has it, and a user of it is under hold. */
    HELD("under hold", false),
    /** The inventory has it, and it came later than what it is compared with. */
    NEWER("newer than the plan or its certificate", false),
    /** The manifest names it, and inventories have none of this kind. */
    UPLOAD("an unfinished upload, which no inventory has", false),
    /** The manifest names it; the inventory is older than the plan, and may be older than the entry. */
    PERHAPS_NEWER("named, and perhaps newer than the inventory", false),
    /** The manifest names it, and it is gone, as the certificate says. */
    DELETED("deleted, as certified", false),
    /** The inventory has it, where the gallery does not keep groups apart, and its users have no line in this plan. */
    NOT_PLANNED("of users whom this plan does not list", false),
    /** The same, and no account or row of any group names it, so no plan does. */
    UNNAMED("named by no account or row, and left", false),
    /** The bucket has no inventory here. */
    NOT_COMPARED("of a bucket without an inventory here", false),
    /** Both have it, of another kind or size. */
    OTHER("in both, with another size or kind", true),
    /** The inventory has it, below the folder of a user, and the manifest does not name it. */
    NOT_NAMED("in the inventory, and not in the manifest", true),
    /** The inventory has it, it belongs to no user, and the manifest does not name it. */
    NOBODYS("of no user, and not in the manifest", true),
    /** The manifest names it, and a younger inventory does not have it. */
    MISSING("in the manifest, and not in the inventory", true),
    /** The inventory has it, and its users have given it up; others had claims on it. */
    SHARED("shared, and left to others who name it", false),
    /** The inventory has it, and is younger than the certificate. */
    LEFT("left after the certificate", true);

    private final String words;
    private final boolean differs;

    Finding(String words, boolean differs) {
        this.words = words;
        this.differs = differs;
    }

    String words() {
        return words;
    }

    /** True when the two sides disagree, and nothing known explains it. */
    boolean differs() {
        return differs;
    }

    /** True for what people are to see one by one. */
    boolean listed() {
        return differs || this == UNNAMED;
    }
}
