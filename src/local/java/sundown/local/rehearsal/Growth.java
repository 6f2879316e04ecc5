package sundown.local.rehearsal;

import java.util.List;

/**
 * How a cost grows with users: the line that fits some points best, by least squares. Pure.
 *
 * @param each what a user adds: nothing at least, and at most what is paid for each of the points' users
 * @param fixed what is paid without any
 */
record Growth(double each, double fixed) {
    /** What some users cost. */
    record Point(double users, double cost) {}

    static Growth of(List<Point> points) {
        double users = points.stream().mapToDouble(Point::users).sum();
        double cost = points.stream().mapToDouble(Point::cost).sum();
        if (users == 0) {
            return new Growth(0, 0);
        }
        double mean = users / points.size();
        double meanCost = cost / points.size();
        double spread = points.stream()
                .mapToDouble(point -> square(point.users() - mean))
                .sum();
        double together = points.stream()
                .mapToDouble(point -> (point.users() - mean) * (point.cost() - meanCost))
                .sum();
        double most = cost / users;
        double each = spread == 0 ? most : Math.clamp(together / spread, 0, most);
        return new Growth(each, meanCost - each * mean);
    }

    private static double square(double number) {
        return number * number;
    }
}
