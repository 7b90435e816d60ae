using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class PathBuilderTests
{
    [Fact]
    public void Corners_are_relative_tenths_of_a_pixel()
    {
        var path = new PathBuilder();
        path.MoveTo(1, 2.04);
        path.LineTo(1.5, 12);
        path.LineTo(0, 0);
        Assert.Equal("M1 2l.5 10l-1.5-12", path.ToString());
    }

    [Fact]
    public void Corners_on_a_straight_line_and_repeats_are_left_out_but_turning_back_is_not()
    {
        var path = new PathBuilder();
        path.MoveTo(0, 0);
        path.LineTo(1, 1);
        path.LineTo(1, 1);
        path.LineTo(3, 3);
        path.LineTo(2, 2);
        Assert.Equal("M0 0l3 3l-1-1", path.ToString());
    }

    [Fact]
    public void A_single_sample_is_a_dot()
    {
        var path = new PathBuilder();
        path.MoveTo(3, 4);
        path.MoveTo(5, 6);
        path.LineTo(6, 6);
        path.MoveTo(7, 8);
        Assert.Equal("M3 4h0M5 6l1 0M7 8h0", path.ToString());
    }

    [Fact]
    public void What_lies_far_outside_stays_a_number()
    {
        var path = new PathBuilder();
        path.MoveTo(0, 0);
        path.LineTo(1, 1e300);
        path.LineTo(2, -1e300);
        Assert.Equal("M0 0l1 50000l1-100000", path.ToString());
    }

    [Fact]
    public void No_corner_is_farther_from_the_path_than_a_tenth_of_a_pixel()
    {
        var random = new Random(13);
        for (int round = 0; round < 300; round++)
        {
            var corners = new (double X, double Y)[200];
            double direction = round % 2 == 0 ? 1 : -1;
            var path = new PathBuilder();
            for (int index = 0; index < corners.Length; index++)
            {
                double noise = random.NextDouble() * (round % 5);
                double x = 500 + direction * index * (0.1 + round % 3);
                // In tenths already, so that only the corners left out make a difference.
                corners[index] = (Math.Round(x, 1), Math.Round(200 + 100 * Math.Sin(index / 30.0) + noise, 1));
                if (index == 0)
                    path.MoveTo(corners[index].X, corners[index].Y);
                else
                    path.LineTo(corners[index].X, corners[index].Y);
            }
            List<(double X, double Y)> written = Read(path.ToString());
            Assert.True(round % 5 != 0 || written.Count < corners.Length / 2);
            foreach ((double x, double y) in corners)
                Assert.InRange(VerticalDistance(written, x, y), 0, 0.1 + 1e-6);
        }
    }

    private static List<(double X, double Y)> Read(string path)
    {
        var points = new List<(double X, double Y)>();
        foreach (Match command in Regex.Matches(path, "[Ml](-?[0-9.]+) ?(-?[0-9.]+)"))
        {
            double x = double.Parse(command.Groups[1].Value, CultureInfo.InvariantCulture);
            double y = double.Parse(command.Groups[2].Value, CultureInfo.InvariantCulture);
            points.Add(points.Count == 0 ? (x, y) : (points[^1].X + x, points[^1].Y + y));
        }
        return points;
    }

    private static double VerticalDistance(List<(double X, double Y)> line, double x, double y)
    {
        double least = double.MaxValue;
        for (int index = 1; index < line.Count; index++)
        {
            ((double fromX, double fromY), (double toX, double toY)) = (line[index - 1], line[index]);
            if (x < Math.Min(fromX, toX) - 1e-6 || x > Math.Max(fromX, toX) + 1e-6)
                continue;
            double at = fromX == toX ? fromY : fromY + (toY - fromY) * (x - fromX) / (toX - fromX);
            least = Math.Min(least, Math.Abs(at - y));
        }
        return least;
    }
}
