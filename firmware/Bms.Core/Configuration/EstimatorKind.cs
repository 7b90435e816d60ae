namespace Bms.Core.Configuration;

/// <summary>Which estimator computes the state of charge.</summary>
public enum EstimatorKind
{
    /// <summary>Counting charge from a given start.</summary>
    Coulomb = 0,

    /// <summary>Looking the voltage up in the OCV table.</summary>
    Ocv = 1,

    /// <summary>Extended Kalman filter.</summary>
    Ekf = 2,

    /// <summary>Adaptive Kalman filter: model error, sensor offset, resistance and capacity are states of its own.</summary>
    Aekf = 3,

    /// <summary>Square-root sigma-point filter over the states of the adaptive one.</summary>
    Spkf = 4,
}
