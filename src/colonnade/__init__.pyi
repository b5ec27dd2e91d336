"""Colonnade: one model for the whole life of a database design."""

from colonnade.dialect import (
    Hazard as Hazard,
)
from colonnade.errors import (
    ColonnadeError as ColonnadeError,
)
from colonnade.errors import (
    InputError as InputError,
)
from colonnade.errors import (
    RefusedError as RefusedError,
)
from colonnade.errors import (
    WorldError as WorldError,
)
from colonnade.model import (
    Model as Model,
)
from colonnade.store import (
    load_model as load_model,
)
from colonnade.store import (
    save_model as save_model,
)
from colonnade.store import (
    write_model as write_model,
)
from colonnade.workspace.design.building import (
    ComprehensiveModel as ComprehensiveModel,
)
from colonnade.workspace.design.building import (
    comprehensive as comprehensive,
)
from colonnade.workspace.design.building import (
    create_comprehensive_data_model as create_comprehensive_data_model,
)
from colonnade.workspace.design.normalizing import (
    Normalized as Normalized,
)
from colonnade.workspace.design.normalizing import (
    normalize as normalize,
)
from colonnade.workspace.design.recommending import (
    Recommended as Recommended,
)
from colonnade.workspace.design.recommending import (
    recommend as recommend,
)
from colonnade.workspace.entry_points import (
    DatabaseDocHelper as DatabaseDocHelper,
)
from colonnade.workspace.entry_points import (
    DatabaseMigrator as DatabaseMigrator,
)
from colonnade.workspace.entry_points import (
    DatabaseOptimizer as DatabaseOptimizer,
)
from colonnade.workspace.entry_points import (
    EnterpriseERDEngine as EnterpriseERDEngine,
)
from colonnade.workspace.entry_points import (
    ERDPerformanceEngine as ERDPerformanceEngine,
)
from colonnade.workspace.entry_points import (
    ERDSchemaGenerator as ERDSchemaGenerator,
)
from colonnade.workspace.entry_points import (
    IndexOptimizer as IndexOptimizer,
)
from colonnade.workspace.entry_points import (
    MigrationOrchestrator as MigrationOrchestrator,
)
from colonnade.workspace.entry_points import (
    MigrationValidator as MigrationValidator,
)
from colonnade.workspace.live.changes import (
    AddColumn as AddColumn,
)
from colonnade.workspace.live.changes import (
    AddIndex as AddIndex,
)
from colonnade.workspace.live.changes import (
    ChangeColumn as ChangeColumn,
)
from colonnade.workspace.live.changes import (
    DropColumn as DropColumn,
)
from colonnade.workspace.live.changes import (
    DropIndex as DropIndex,
)
from colonnade.workspace.live.changes import (
    RenameColumn as RenameColumn,
)
from colonnade.workspace.live.changes import (
    RenameTable as RenameTable,
)
from colonnade.workspace.live.changes import (
    TableChange as TableChange,
)
from colonnade.workspace.live.database import (
    Database as Database,
)
from colonnade.workspace.live.database import (
    database as database,
)
from colonnade.workspace.live.messages import (
    ConstraintBrokenError as ConstraintBrokenError,
)
from colonnade.workspace.live.messages import (
    Messages as Messages,
)
from colonnade.workspace.live.messages import (
    explained as explained,
)
from colonnade.workspace.live.rows import (
    Rows as Rows,
)
from colonnade.workspace.live.validator import (
    SchemaValidator as SchemaValidator,
)
from colonnade.workspace.live.validator import (
    ValidationResult as ValidationResult,
)
from colonnade.workspace.source import (
    Source as Source,
)
from colonnade.workspace.source import (
    read_source as read_source,
)

__all__: tuple[str, ...]
