package sundown.cli.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Exported rows: right ones, and for each reason some that are wrong, or nearly so. */
final class Samples {
    private Samples() {}

    static final String ACCOUNTS = """
            id,country,charge,renewal,fee,currency,paid,cancelled,note
            u0,IN,ch_0,sub_0,"1,299.00",INR,2026-01-02 03:04:05,NULL,"a ""note"", quoted"
            u1,UK,ch_1,,12.5,EURO,2026-01-02 03:04:05,2026-02-03 00:00:00,

            u2,CN,NULL,,0.00,EUR,,,
            "u3" ,in,,,,,,,
            u4,IN,,,,,,,\r
            u5,"IN",,,,,,,
            u6,JP,ch_6,,1200,JPY,1850-01-02 03:04:05,,
            u7,BR,ch_7,,007.50,BRL,2024-02-29 23:59:59,,
            u8,DE,ch_8,,"1,000,000.1",EUR,1969-12-31 23:59:59,,
            u9,US,,,,,,,
            dup,US,,,,,,,
            dup,BR,,,,,,,
            dup,BR,ch_d,,1,BRL,2024-02-29 23:59:59,,
            same,US,,,,,,,
            same,US,,,,,,,
            a1,Atlantis,,,,,,,
            a2,,,,,,,,
            a/3,IN,,,,,,,
            .a4,IN,,,,,,,
            ,IN,,,,,,,
            a5,IN,ch_3,,9.99,EUR,,,
            a6,IN,ch_3,,9.99,EUR,2026-02-30 03:04:05,,
            a7,IN,ch_3,,9.99,EUR,2026-02-28 03:04,,
            a8,IN,ch_3,,9.999,EUR,2026-01-02 03:04:05,,
            a9,IN,ch_3,,9.990,EUR,2026-01-02 03:04:05,,
            b1,IN,ch_3,,9.99,XAU,2026-01-02 03:04:05,,
            b2,IN,ch 3,,9.99,EUR,2026-01-02 03:04:05,,
            b3,IN,,sub_3,,,,,
            b4,IN,,,9.99,EUR,,,
            b5,IN
            b6,IN,,,,,,,,,
            b7,IN,ch_3,,,EUR,2026-01-02 03:04:05,,
            b8,IN,ch_3,,1,,2026-01-02 03:04:05,,
            b9,IN,ch_3,su b,1,EUR,2026-01-02 03:04:05,,
            c1,IN,ch_3,,1.5,JPY,2026-01-02 03:04:05,,
            c2,IN,ch_3,,"1,29",EUR,2026-01-02 03:04:05,,
            c3,IN,ch_3,,1,EUR,2026-01-02 03:04:05,tomorrow,
            c4,IN,ch_3,,1,EUR,2026-01-02 24:00:00,,
            c5,IN,ch_3,,1,EUR,2026-01-02 03:04:60,,
            c6,IN,ch_3,,1,EUR,1799-12-31 23:59:59,,
            c7,IN,ch_3,,-1,EUR,2026-01-02 03:04:05,,
            c8,IN,ch_3,,1e3,EUR,2026-01-02 03:04:05,,
            c9,IN,ch_3,,99999999999999999999,EUR,2026-01-02 03:04:05,,
            d1,IN,ch_3,,1,eur,2026-01-02 03:04:05,,
            d2,IN,ch_3,,1,EUR, 026-01-02 03:04:05,,
            """ + "e".repeat(128) + ",IN,,,,,,,\n" + "e".repeat(129) + ",IN,,,,,,,\n"
            + "f1,IN," + "c".repeat(5_000) + ",,1,EUR,2026-01-02 03:04:05,,\n\\N\n";

    /** The columns in another order. */
    static final String MORE_ACCOUNTS = """
            \uFEFFnote,cancelled,paid,currency,fee,renewal,charge,country,id
            ,,,,,,,IN,z1
            ,,,,,,,US,u9
            ,,2026-01-02 03:04:05,USD,3,,ch_z,US,z2""";

    private static final String ITEM = "{\"id\":\"%s\",\"owner\":{\"id\":\"%s\"},\"file\":%s,\"size\":%s%s}";

    /** Names of files, as JSON. */
    private static final List<String> NAMES = List.of(
            "\"a\\ud800\"",
            "\"\\udc00b\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\\ud83d\\ude00\"",
            "\"\\\\ud83d\"",
            "\"\\\\\\ud83d\"",
            "\"😀 \\\" \\\\ / \\/ \\b \\f \\n \\r \\t \\u0000 \\u001f \\u007f \u2028 \u0085\"",
            "\"\uFFFE\"",
            "\"raw \t tab\"",
            "\"\u0001\"",
            "\"'; DROP TABLE\"",
            "\"" + "ü".repeat(1_024) + "\"",
            "\"" + "ü".repeat(1_025) + "\"",
            "\"" + "x".repeat(1 << 20) + "\"");

    private static String item(String id, String user, String file, String size, String more) {
        return ITEM.formatted(id, user, file, size, more);
    }

    private static String named(int number, String file) {
        return item("n" + number, "u4", file, "1", "");
    }

    static final String ITEMS = Stream.of(
                    IntStream.range(0, 30)
                            .mapToObj(number -> item(
                                    "i" + number,
                                    "u" + number % 10,
                                    "\"Été %d.jpg\"".formatted(number),
                                    Integer.toString(number * 100),
                                    ",\"taken\":%d,\"albums\":null"
                                            .formatted(1767323045000L - number * 100_000_000_001L))),
                    Stream.of(
                            "",
                            "{\"id\":\"i3\"",
                            "[\"i3\"]",
                            "\"text\"",
                            "5",
                            "null",
                            "\\N",
                            "{}",
                            "  " + item("j1", "u1", "\"spaces\"", "1", "") + "  ",
                            item("j2", "u1", "\"trailing\"", "1", "") + "x",
                            item("j3", "u1", "\"comma\"", "1", ","),
                            item("j4", "u1", "\"not a number\"", "NaN", ""),
                            item("j5", "u1", "\"twice\"", "1", ",\"size\":2"),
                            item("j6", "u1", "\"twice where nothing is read\"", "1", ",\"other\":{\"a\":1,\"a\":2}"),
                            "{\"id\":\"j7\",\"owner\":{\"id\":\"u1\",\"id\":\"u2\"},\"file\":\"a\",\"size\":1}",
                            "{\"id\":\"j8\",\"owner\":\"u1\",\"file\":\"a\",\"size\":1}",
                            "{\"id\":\"j9\",\"owner\":[\"u1\"],\"file\":\"a\",\"size\":1}",
                            item("k1", "u1", "[\"a\"]", "1", ""),
                            item("k2", "u1", "{}", "1", ",\"albums\":[]"),
                            item("k3", "u1", "true", "1", ""),
                            item("k4", "u1", "12.50", "1", ""),
                            item("k5", "u1", "\"a\"", "-1", ""),
                            item("k6", "u1", "\"a\"", "1.5", ""),
                            item("k7", "u1", "\"a\"", "1.0", ""),
                            item("k8", "u1", "\"a\"", "1e3", ""),
                            item("k9", "u1", "\"a\"", "\"+7\"", ""),
                            item("l1", "u1", "\"a\"", "99999999999999999999", ""),
                            item("l2", "u1", "\"a\"", "1", ",\"taken\":99999999999999999"),
                            item("l3", "u1", "\"a\"", "1", ",\"taken\":\"soon\""),
                            item("l4", "u1", "\"a\"", "1", ",\"sha1\":\"abc\""),
                            item("l5", "u1", "\"a\"", "1", ",\"sha1\":\"" + "A".repeat(40) + "\""),
                            item("o1", "u1", "\"a\"", "1", ",\"offset\":\"+05:30\",\"photo\":\"l5\""),
                            item("o2", "u1", "\"a\"", "1", ",\"offset\":\"Z\",\"photo\":\"nowhere\""),
                            item("o3", "u1", "\"a\"", "1", ",\"offset\":\"-18:00\""),
                            item("o4", "u1", "\"a\"", "1", ",\"offset\":\"+18:01\""),
                            item("o5", "u1", "\"a\"", "1", ",\"offset\":\"+02:00\\n\""),
                            item("o6", "u1", "\"a\"", "1", ",\"photo\":\"l/5\""),
                            item("o7", "u1", "\"a\"", "1", ",\"photo\":\"o7\""),
                            item("p1", "u1", "\"a\"", "1", ",\"albums\":\"Trip\""),
                            item(
                                    "p2",
                                    "u1",
                                    "\"a\"",
                                    "1",
                                    ",\"albums\":[\"Trip\",\"Été \\\"😀\\\"\",null,\"\",\"Trip\",\"[a]\"]"),
                            item("p3", "u1", "\"a\"", "1", ",\"albums\":\"[2019] Trip\""),
                            item("p4", "u1", "\"a\"", "1", ",\"albums\":[]"),
                            item("p5", "u1", "\"a\"", "1", ",\"albums\":[1]"),
                            item("p6", "u1", "\"a\"", "1", ",\"albums\":[[\"a\"]]"),
                            item("p7", "u1", "\"a\"", "1", ",\"albums\":{\"a\":1}"),
                            item("p8", "u1", "\"a\"", "1", ",\"albums\":[\"a\\ud800\"]"),
                            item("p9", "u1", "\"a\"", "1", ",\"albums\":[true]"),
                            item("q1", "u1", "\"a\"", "1", ",\"albums\":[\"" + "x".repeat(1_025) + "\"]"),
                            item("q2", "u1", "\"a\"", "1", ",\"albums\":[\"" + "x\",\"".repeat(5_000) + "\"]"),
                            item(
                                    "q3",
                                    "u1",
                                    "\"a\"",
                                    "1",
                                    ",\"albums\":12.50,\"hidden\":true,\"trashed\":1767323045000"),
                            item("q4", "u1", "\"a\"", "1", ",\"hidden\":\"T\",\"from\":\"Asha \\\"A\\\"\""),
                            item("q5", "u1", "\"a\"", "1", ",\"hidden\":0"),
                            item("q6", "u1", "\"a\"", "1", ",\"hidden\":\"perhaps\""),
                            item("q7", "u1", "\"a\"", "1", ",\"hidden\":[true]"),
                            item("q8", "u1", "\"a\"", "1", ",\"trashed\":\"soon\""),
                            item("q9", "u1", "\"a\"", "1", ",\"from\":\"" + "x".repeat(1_025) + "\""),
                            item("l/6", "u1", "\"a\"", "1", ""),
                            item("l7", "u 1", "\"a\"", "1", ""),
                            item("l8", "nobody", "\"a\"", "1", ""),
                            item("l9", "a1", "\"account is refused\"", "1", ""),
                            item("dup", "u1", "\"b\"", "1", ""),
                            item("dup", "u1", "\"a\"", "2", ""),
                            item("dup", "u2", "\"of another user\"", "2", ""),
                            item("same", "u1", "\"a\"", "2", ""),
                            item("same", "u1", "\"a\"", "2", ""),
                            "{\"owner\":{\"id\":\"u1\"},\"file\":\"a\",\"size\":1}",
                            "{\"id\":\"m1\",\"owner\":{\"id\":null},\"file\":\"a\",\"size\":1}",
                            "{\"id\":\"m2\",\"owner\":{\"id\":\"u1\"},\"size\":1}",
                            "{\"id\":\"m3\",\"owner\":{\"id\":\"u1\"},\"file\":\"\",\"size\":1}",
                            "{\"id\":\"m4\",\"owner\":{\"id\":\"u1\"},\"file\":\"a\"}"),
                    IntStream.range(0, NAMES.size()).mapToObj(number -> named(number, NAMES.get(number))))
            .flatMap(rows -> rows)
            .collect(Collectors.joining("\n", "", "\n"));

    static final String MORE_ITEMS =
            item("i3", "u3", "\"of a later file\"", "5", "") + "\r\n" + item("y1", "z1", "\"y\"", "5", "");

    private static String owner(String id, String region, String more) {
        return "{\"a/b\":[{\"~x\":\"%s\"}],\"r\":\"%s\"%s}".formatted(id, region, more);
    }

    private static String member(int number, String paid) {
        return owner("m" + number, "DE", ",\"c\":\"ch\",\"f\":%d,\"u\":\"EUR\",\"p\":%s".formatted(number, paid));
    }

    /** Accounts, with dates in the form of ISO 8601. */
    static final String OWNERS = Stream.of(
                    Stream.of(
                            owner("in", "IN", ""),
                            owner("br", "BR", ""),
                            owner("de", "DE", ""),
                            owner("cn", "CN", ""),
                            "{\"a/b\":{\"0\":{\"~x\":\"object\"}},\"r\":\"IN\"}",
                            "{\"a/b\":[],\"r\":\"IN\"}",
                            "{\"a/b\":[{\"~x\":\"a\",\"~x\":\"b\"}],\"r\":\"IN\"}"),
                    Stream.of(
                                    "\"2026-01-02T03:04:05Z\"",
                                    "\"2026-01-02T03:04Z\"",
                                    "\"2026-01-02T03:04:05.123456789+05:30\"",
                                    "\"1969-12-31T23:59:59.5Z\"",
                                    "\"2026-01-02T03:04:05-08\"",
                                    "\"2026-01-02T03:04:05\"",
                                    "\"2026-01-02\"",
                                    "\"2026-02-29T03:04:05Z\"",
                                    "\"2026-01-02T24:00:00Z\"",
                                    "\"2026-01-02T23:59:60Z\"",
                                    "\"+2026-01-02T03:04:05Z\"",
                                    "\"0026-01-02T03:04:05Z\"",
                                    "\"12026-01-02T03:04:05Z\"",
                                    "\"2026-01-02T03:04:05+25:00\"",
                                    "2026",
                                    "null")
                            .gather(Gatherers.fold(() -> new ArrayList<String>(), (rows, paid) -> {
                                rows.add(member(rows.size(), paid));
                                return rows;
                            }))
                            .flatMap(List::stream))
            .flatMap(rows -> rows)
            .collect(Collectors.joining("\n"));

    /** Items with keys of all kinds. */
    static final String KEYS = """
            item;user;bucket;key;name;bytes;taken;albums
            k1;in;;photos/in/k1;"a; b";1;;Trip
            k2;in;mine;photos/in/k2;"a ""b"" c" ;2;;"[""Trip"",""a; b""]"
            k3;in;;photos/de/k3;c;3;;"a ""b"" c"
            k4;de;;photos/in/k3;c;3;;[2019] Trip
            k5;in;;photos/gone/k5;c;3;;"[""a"",]"
            k6;in;;other/in/k6;c;3;;
            k7;in;old-scans;k7;c;3;;[]
            k8;in;unknown;k8;c;3;;
            k9;in;;s3://old-scans/k9;c;3;;
            l1;in;;s3://x/k9;c;3;;
            l2;in;;;c;3;;
            l3;in;;%1$s;c;3;;
            l4;in;;%2$s;c;3;;
            l5;cn;;photos/cn/l5;c;3;;[null]
            l6;cn;;photos/in/k1;c;3;;
            l7;gone;;photos/in/k1;c;3;;
            l8;br;;2/br/l8;c;3;;
            l9;in;;1/in/l9;c;3;;
            m1;in;;1/br/m1;c;3;;
            m2;br;;1/br/m1;c;3;;
            m3;br;other.bucket;2/br/m3;c;3;;
            m4;br;other.bucket;br/m3;c;3;;
            m5;in;;photos/in/m5;;3;;
            m6;de;;photos/in/m5;;x;;
            m7;in;;photos/in//x;c;3;;
            m8;in;;photos/in/\tm8;c;3;;
            m9;in;;photos/in/%%41 *?[x;c;3;;
            n1;in;;photos/.in/n1;c;3;;
            n2;in;old-scans;photos/de/k3;c;3;;
            n3;de;old-scans;photos/de/k3;c;3;;
            n3;de;old-scans;photos/de/k4;c;3;;
            n4;"in;;photos";x;c;3;;
            """.formatted("photos/in/" + "ü".repeat(507), "photos/in/" + "ü".repeat(508));

    /** Items with dates in several forms. */
    static final String DATES = Stream.of(
                    "2026-01-02T03:04:05Z",
                    "2026-01-02T03:04",
                    "2026-1-02T03:04",
                    "2026-13-02T03:04",
                    "20260102",
                    "20260230",
                    "2026012 ",
                    "1767323045",
                    "-1",
                    "+5",
                    "-5364662401",
                    "253402300799",
                    "253402300800",
                    "1e9",
                    "")
            .gather(Gatherers.fold(
                    () -> new ArrayList<>(List.of("user;item;name;bytes;bucket;key;taken;albums")), (rows, taken) -> {
                        rows.add("de;d%1$d;n;1;;photos/de/d%1$d;%2$s;".formatted(rows.size(), taken));
                        return rows;
                    }))
            .flatMap(List::stream)
            .collect(Collectors.joining("\r\n"));
}
