//! The parts of a month's pay that bases are made of.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One part of a month's pay that a contribution or tax may be taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Gaji pokok.
    GajiPokok,
    /// Tunjangan suami/istri.
    SuamiIstri,
    /// Tunjangan anak.
    Anak,
    /// The one of general, structural and functional allowance that is paid.
    Jabatan,
    /// Tunjangan beras.
    Beras,
    /// Pembulatan.
    Pembulatan,
    /// Health contribution paid by the employer.
    BpjsPemberiKerja,
    /// Work accident contribution paid by the employer.
    Jkk,
    /// Death contribution paid by the employer.
    Jkm,
    /// Tambahan penghasilan or tunjangan kinerja.
    Tpp,
}

impl Component {
    /// Every component, in the order a slip shows them.
    pub const ALL: [Self; 10] = [
        Self::GajiPokok,
        Self::SuamiIstri,
        Self::Anak,
        Self::Jabatan,
        Self::Beras,
        Self::Pembulatan,
        Self::BpjsPemberiKerja,
        Self::Jkk,
        Self::Jkm,
        Self::Tpp,
    ];
}

/// A set of components, written as a list of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Components(u16);

impl Components {
    /// Says whether the component belongs to the set.
    #[must_use]
    pub const fn contains(self, component: Component) -> bool {
        self.0 & (1 << component as u16) != 0
    }

    /// Returns the set with the component.
    #[must_use]
    pub const fn with(self, component: Component) -> Self {
        Self(self.0 | 1 << component as u16)
    }

    /// Returns the set without the component.
    #[must_use]
    pub const fn without(self, component: Component) -> Self {
        Self(self.0 & !(1 << component as u16))
    }

    /// Returns the components in slip order.
    pub fn iter(self) -> impl Iterator<Item = Component> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let next = Component::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*next)
        })
    }
}

impl FromIterator<Component> for Components {
    fn from_iter<I: IntoIterator<Item = Component>>(components: I) -> Self {
        components.into_iter().fold(Self::default(), Self::with)
    }
}

impl Serialize for Components {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Components {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Component>::deserialize(deserializer)?.into_iter().collect())
    }
}
