namespace Bms.Architecture.Tests.Rules;

/// <summary>Sources for the rule on what a step may reach; the entry point is always <c>Sample.Controller::Step</c>.</summary>
internal static class StepSamples
{
    /// <summary>Allocates in constructors and in what no step calls; the step itself goes through an interface and a base class.</summary>
    public const string Good = """
        namespace Sample;
        interface IStage { int Step(int x); }
        abstract class Base { protected abstract int Scale(int x); public int Twice(int x) => Scale(x) * 2; }
        sealed class Stage : Base, IStage
        {
            private readonly int[] _state = new int[4];
            public int Step(int x) { _state[x & 3] = Twice(x); return _state[0]; }
            protected override int Scale(int x) => x + 1;
            public string Describe() => "stage " + new object();
        }
        sealed class Controller
        {
            private readonly IStage _stage = new Stage();
            public int Step(int x) => _stage.Step(x);
            public string Describe() => ((Stage)_stage).Describe();
        }
        """;

    /// <summary>A controller whose step calls a helper with this body.</summary>
    public static string CallingHelper(string helper) => $$"""
        namespace Sample;
        #pragma warning disable
        delegate int Rule(int x);
        sealed class Controller
        {
            private readonly float[] _values = new float[2];
            private readonly Rule _rule;
            private object _last;
            public Controller(Rule rule) { _rule = rule; _last = rule; }
            public int Step(int x) { Helper(x); return x; }
            private void Helper(int x) { {{helper}} }
            private static int Same(int x) => x;
        }
        """;

    /// <summary>Only one of two implementations allocates, and nothing shows that it is ever used.</summary>
    public const string AllocatingImplementation = """
        namespace Sample;
        interface IStage { int Step(int x); }
        sealed class Quiet : IStage { public int Step(int x) => x; }
        sealed class Loud : IStage { int IStage.Step(int x) => new int[x].Length; }
        sealed class Controller(IStage stage) { public int Step(int x) => stage.Step(x); }
        """;

    /// <summary>An override far down the line of classes allocates.</summary>
    public const string AllocatingOverride = """
        namespace Sample;
        abstract class Stage { public abstract int Step(int x); }
        class Middle : Stage { public override int Step(int x) => x; }
        sealed class Last : Middle { public override int Step(int x) => ((object)x).GetHashCode(); }
        sealed class Controller(Stage stage) { public int Step(int x) => stage.Step(x); }
        """;

    /// <summary>The interface is implemented by a method inherited from a class that does not know it.</summary>
    public const string AllocatingInherited = """
        namespace Sample;
        interface IStage { int Step(int x); }
        class Unaware { public virtual int Step(int x) => new int[x].Length; }
        sealed class Stage : Unaware, IStage { }
        sealed class Controller(IStage stage) { public int Step(int x) => stage.Step(x); }
        """;
}
